import Registers
package import Storage

/// What casework brings to a store, with all that it builds on.
package enum CaseworkModules {
    package static let all = RegisterModules.all + [MatterProjection.module, PaperProjection.module]
}
