import NIOCore

/// Closes a connection on which nothing has moved for as long as the `IdleStateHandler` before it waits: a reader who
/// does not read on, or a sender who sends no more.
///
/// The server's own limit ends where an answer begins.
final class StalledConnection: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}
