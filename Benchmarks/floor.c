// The floor of this machine: the same tables, the same statements, the same batches, written in plain C.
//
// Usage: floor STORE.sqlite bare|whole|reading SECONDS   (the store was made by the bench and is used up here)
// Prints entries per second. What the program adds to this (JSON, hashing, types) is the price it pays.

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;

static void fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, sqlite3_errmsg(db));
    exit(3);
}

static void run(const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) fail(sql);
    return statement;
}

static void step(sqlite3_stmt *statement) {
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {}
    if (result != SQLITE_DONE) fail("step");
    sqlite3_reset(statement);
}

static void fill(uint8_t *bytes, int count) {
    for (int place = 0; place < count; place++) bytes[place] = (uint8_t)rand();
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **words) {
    if (count != 5) {
        fprintf(stderr, "usage: floor STORE.sqlite bare|whole|reading SECONDS BATCH\n");
        return 2;
    }
    const int whole = strcmp(words[2], "bare") != 0, reading = strcmp(words[2], "reading") == 0;
    const double seconds = atof(words[3]);
    const int batch = atoi(words[4]);
    if (sqlite3_open(words[1], &db) != SQLITE_OK) fail("open");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA wal_autocheckpoint = 8000");
    run("PRAGMA cache_size = -32768");
    run("PRAGMA temp_store = MEMORY");
    run("PRAGMA foreign_keys = ON");

    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    sqlite3_stmt *savepoint = prepare("SAVEPOINT command"), *release = prepare("RELEASE SAVEPOINT command");
    sqlite3_stmt *head = prepare("SELECT size, time, peaks FROM ledger_head WHERE id = 0");
    sqlite3_stmt *write_head = prepare("UPDATE ledger_head SET size = ?, time = ?, peaks = ? WHERE id = 0");
    sqlite3_stmt *entry = prepare("INSERT INTO ledger_entry (sequence, leaf, salt, bytes) VALUES (?, ?, ?, ?)");
    sqlite3_stmt *command = prepare(
        "INSERT INTO ledger_command (id, digest, first_entry, entry_count) VALUES (?, ?, ?, ?)");
    sqlite3_stmt *fact = prepare(
        "INSERT INTO fact (entry, ordinal, measure, day, quantity, unit, community, office, object, "
        "reverses_entry, reverses_ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *total = prepare(
        "INSERT INTO fact_total (measure, unit, day, community, office, quantity, facts) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (measure, unit, day, community, office) DO UPDATE "
        "SET quantity = fact_total.quantity + excluded.quantity, facts = fact_total.facts + excluded.facts");
    sqlite3_stmt *row = prepare("INSERT INTO bench (id, number, place, words, time) VALUES (?, ?, ?, ?, ?)");
    sqlite3_stmt *question = prepare("SELECT COUNT(*) FROM bench WHERE number = ?");
    char *in = malloc(512 + (size_t)batch * 4);
    strcpy(in,
        "SELECT c.id, c.first_entry, c.entry_count, c.digest, e.salt FROM ledger_command AS c "
        "JOIN ledger_entry AS e ON e.sequence = c.first_entry WHERE c.id IN (?");
    for (int place = 1; place < batch; place++) strcat(in, ", ?");
    strcat(in, ")");
    sqlite3_stmt *known = prepare(in);

    uint8_t leaf[32], salt[32], digest[32], peaks[512] = {0}, bytes[700];
    uint8_t *ids = malloc((size_t)batch * 16);
    memset(bytes, 'x', sizeof bytes);
    const int byte_count = whole ? 640 : 400;
    int64_t size = 0, done = 0;
    sqlite3_step(head);
    size = sqlite3_column_int64(head, 0);
    sqlite3_reset(head);
    const double start = now();
    while (now() - start < seconds) {
        step(begin);
        step(head);
        fill(ids, batch * 16);
        for (int place = 0; place < batch; place++)
            sqlite3_bind_blob(known, place + 1, ids + place * 16, 16, SQLITE_STATIC);
        step(known);
        for (int place = 0; place < batch; place++) {
            const int64_t number = 900000000 + size;
            char object[32], community[16], where[32];
            snprintf(object, sizeof object, "place:%lld", (long long)(number % 997));
            snprintf(where, sizeof where, "点位-%lld", (long long)(number % 997));
            snprintf(community, sizeof community, "44031000100%lld", (long long)(number % 4 + 1));
            step(savepoint);
            if (reading) {
                sqlite3_bind_int64(question, 1, number);
                step(question);
            }
            fill(leaf, 32);
            fill(salt, 32);
            fill(digest, 32);
            sqlite3_bind_int64(entry, 1, size);
            sqlite3_bind_blob(entry, 2, leaf, 32, SQLITE_STATIC);
            sqlite3_bind_blob(entry, 3, salt, 32, SQLITE_STATIC);
            sqlite3_bind_blob(entry, 4, bytes, byte_count, SQLITE_STATIC);
            step(entry);
            if (whole) {
                for (int ordinal = 0; ordinal < 2; ordinal++) {
                    sqlite3_bind_int64(fact, 1, size);
                    sqlite3_bind_int64(fact, 2, ordinal);
                    sqlite3_bind_text(fact, 3, ordinal ? "bench.found" : "bench.reported", -1, SQLITE_STATIC);
                    sqlite3_bind_int64(fact, 4, 20180305);
                    sqlite3_bind_int64(fact, 5, 1);
                    sqlite3_bind_text(fact, 6, "item", -1, SQLITE_STATIC);
                    sqlite3_bind_text(fact, 7, community, -1, SQLITE_STATIC);
                    sqlite3_bind_null(fact, 8);
                    if (ordinal) sqlite3_bind_text(fact, 9, object, -1, SQLITE_STATIC);
                    else sqlite3_bind_null(fact, 9);
                    sqlite3_bind_null(fact, 10);
                    sqlite3_bind_null(fact, 11);
                    step(fact);
                }
                sqlite3_bind_int64(row, 1, size);
                sqlite3_bind_int64(row, 2, number);
                sqlite3_bind_text(row, 3, where, -1, SQLITE_STATIC);
                sqlite3_bind_text(row, 4, "巡查发现路面积水，已通知责任单位处理，请于期限内回复。编号 123456", -1, SQLITE_STATIC);
                sqlite3_bind_int64(row, 5, (int64_t)time(NULL) * 1000);
                step(row);
            }
            sqlite3_bind_blob(command, 1, ids + place * 16, 16, SQLITE_STATIC);
            sqlite3_bind_blob(command, 2, digest, 32, SQLITE_STATIC);
            sqlite3_bind_int64(command, 3, size);
            sqlite3_bind_int64(command, 4, 1);
            step(command);
            step(release);
            size++;
        }
        if (whole) {
            for (int place = 0; place < 8; place++) {
                char community[16];
                snprintf(community, sizeof community, "44031000100%d", place / 2 + 1);
                sqlite3_bind_text(total, 1, place % 2 ? "bench.found" : "bench.reported", -1, SQLITE_STATIC);
                sqlite3_bind_text(total, 2, "item", -1, SQLITE_STATIC);
                sqlite3_bind_int64(total, 3, 20180305);
                sqlite3_bind_text(total, 4, community, -1, SQLITE_STATIC);
                sqlite3_bind_text(total, 5, "", -1, SQLITE_STATIC);
                sqlite3_bind_int64(total, 6, batch / 8);
                sqlite3_bind_int64(total, 7, batch / 8);
                step(total);
            }
        }
        sqlite3_bind_int64(write_head, 1, size);
        sqlite3_bind_int64(write_head, 2, (int64_t)time(NULL) * 1000);
        sqlite3_bind_blob(write_head, 3, peaks, 32 * __builtin_popcountll((unsigned long long)size), SQLITE_STATIC);
        step(write_head);
        step(commit);
        done += batch;
    }
    printf("%.0f\n", (double)done / (now() - start));
    return 0;
}
