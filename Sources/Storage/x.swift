import GRDB
import CPostgreSQL
func f() -> Int32 { PQlibVersion() }
