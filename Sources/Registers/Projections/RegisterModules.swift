import Administration
import Blobs
package import Storage
import Timers

/// What the registers bring to a store, with all that they build on.
package enum RegisterModules {
    package static let all = [
        AnnouncementProjection.module, BlobModule.module, TimerModule.module, AdministrationModule.module,
    ]
}
