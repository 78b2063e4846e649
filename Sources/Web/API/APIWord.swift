/// Words of the interface for programs.
package enum APIWord: String, Words {
    case wantType, wantFormat, wantOneOf, wantBetween, wantCount, wantAtMost, wantCode, wantPresent
    case wantAbsent, notJSON, unreadable, tooLarge, tooSlow, shape, key, words, changed, used, refused
    case noCodeWord, codeWord, wait, noMatter, fault, apiTitle, apiLead, apiDocument, apiTokens,
        apiPublicHeading,
        apiProgramHeading
    case apiCodesHeading, apiHeaderScope, apiHeaderAddress, apiHeaderWhat, apiAnybody, apiReporter

    init(_ kind: APIProblem.Kind) {
        self =
            switch kind {
            case .notJSON: .notJSON
            case .unreadable: .unreadable
            case .tooLarge: .tooLarge
            case .tooSlow: .tooSlow
            case .shape: .shape
            case .key: .key
            case .words: .words
            case .changed: .changed
            case .used: .used
            case .refused: .refused
            case .noCodeWord: .noCodeWord
            case .codeWord: .codeWord
            case .wait: .wait
            case .noMatter: .noMatter
            case .fault: .fault
            }
    }

    package var zh: String {
        switch self {
        case .wantType: "应为 JSON 的 {1}"
        case .wantFormat: "应为格式 {1}"
        case .wantOneOf: "应为其中之一：{1}"
        case .wantBetween: "应在 {1} 至 {2} 之间"
        case .wantCount: "应有 {1} 至 {2} 项"
        case .wantAtMost: "最多 {1} 个字符"
        case .wantCode: "应为代码，由字母、数字和 . : _ @ / - 组成，最长 64"
        case .wantPresent: "缺少此项"
        case .wantAbsent: "没有此项；可以有：{1}"
        case .notJSON: "请求正文应为 application/json。"
        case .unreadable: "请求正文不是 UTF-8 的 JSON 对象，或没有完整送达。"
        case .tooLarge: "请求正文超过 {1} 字节。"
        case .tooSlow: "请求正文没有按时送达，请重试。"
        case .shape: "请求正文与接口文档不符，见 errors。"
        case .key: "请在 Idempotency-Key 请求头中给出一个 UUID；同一个 UUID 只办一次。"
        case .words: "所填内容不能接受。"
        case .changed: "在读取之后，事项已有变化。请看 happened，按新的 revision 再发。"
        case .used: "这个 Idempotency-Key 已用于另一内容的请求。请换一个新的。"
        case .refused: "事项当前不能这样办理。"
        case .noCodeWord: "请在 Code-Word 请求头中给出口令。"
        case .codeWord: "没有这个编号和口令的诉求。请核对 Code-Word 请求头。"
        case .wait: "请求太多，请在 {1} 秒后再试。"
        case .noMatter: "没有这件事项，或您无权查看。"
        case .fault: "服务器出错。"
        case .apiTitle: "程序接口"
        case .apiLead:
            "其他系统可以通过这个接口上报、查询和办理事项，权限与令牌主人相同。写入的请求要带 Idempotency-Key（UUID），同一请求重发不会办两次；出错时按 RFC 9457 返回原因。"
        case .apiDocument: "OpenAPI 3.1 接口文档"
        case .apiTokens: "在“账户 → 程序”中制作令牌，以 Authorization: Bearer 发送。"
        case .apiPublicHeading: "任何人"
        case .apiProgramHeading: "持令牌的程序"
        case .apiCodesHeading: "错误代码"
        case .apiHeaderScope: "范围"
        case .apiHeaderAddress: "地址"
        case .apiHeaderWhat: "用途"
        case .apiAnybody: "任何人"
        case .apiReporter: "诉求人（Code-Word）"
        }
    }

    package var en: String {
        switch self {
        case .wantType: "must be a JSON {1}"
        case .wantFormat: "must be of the format {1}"
        case .wantOneOf: "must be one of {1}"
        case .wantBetween: "must be from {1} to {2}"
        case .wantCount: "must have from {1} to {2} items"
        case .wantAtMost: "has {1} characters at most"
        case .wantCode: "must be a code of letters, digits and . : _ @ / -, 64 at most"
        case .wantPresent: "is missing"
        case .wantAbsent: "is not known here; there may be {1}"
        case .notJSON: "Send the body as application/json."
        case .unreadable: "The body is no JSON object in UTF-8, or did not come whole."
        case .tooLarge: "The body is larger than {1} bytes."
        case .tooSlow: "The body did not come in time. Send it again."
        case .shape: "The body is not as the document says; see errors."
        case .key:
            "Send a UUID in the header Idempotency-Key; what is sent again under the same one is done once."
        case .words: "What was sent cannot be taken."
        case .changed:
            "Something has happened to the matter since it was read. See happened, and send it again with the new revision."
        case .used: "This Idempotency-Key was used for a request with another content. Take a new one."
        case .refused: "It cannot be done as the matter stands."
        case .noCodeWord: "Send the code word in the header Code-Word."
        case .codeWord: "There is no report of this number and code word. Check the header Code-Word."
        case .wait: "Too many requests. Try again in {1} seconds."
        case .noMatter: "There is no such matter, or you may not see it."
        case .fault: "The server has failed."
        case .apiTitle: "Interface for programs"
        case .apiLead:
            "Other systems report, read and handle matters here, with the rights of whoever made their token. A request that writes carries a UUID in Idempotency-Key and is done once however often it is sent; what goes wrong is told as RFC 9457 has it."
        case .apiDocument: "The document (OpenAPI 3.1)"
        case .apiTokens: "Make a token under Account → Programs, and send it as Authorization: Bearer."
        case .apiPublicHeading: "Anybody"
        case .apiProgramHeading: "Programs with a token"
        case .apiCodesHeading: "Codes of problems"
        case .apiHeaderScope: "Scope"
        case .apiHeaderAddress: "Address"
        case .apiHeaderWhat: "What for"
        case .apiAnybody: "anybody"
        case .apiReporter: "the reporter (Code-Word)"
        }
    }
}
