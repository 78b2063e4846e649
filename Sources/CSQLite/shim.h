#include <sqlite3.h>

// Swift cannot call sqlite3_config itself, which takes a varying number of arguments.
static inline int jiedao_sqlite_leave_memory_uncounted(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
