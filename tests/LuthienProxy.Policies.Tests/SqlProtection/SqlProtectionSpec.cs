using LuthienProxy.Policies.SqlProtection;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.SqlProtection;

[Trait("Spec", "002-01")]
public sealed class SqlProtectionSpec
{
    static readonly SqlProtectionPolicy Policy = new(new());

    [Theory]
    [InlineData("DROP TABLE users")]
    [InlineData("drop   table\n\tusers;")]
    [InlineData("DrOp TaBlE IF EXISTS users CASCADE")]
    [InlineData("DROP/**/TABLE/**/users")]
    [InlineData("DROP -- not really\nTABLE users")]
    [InlineData("/* harmless */ DROP TABLE users")]
    [InlineData("/*!50000 DROP TABLE users */")]
    [InlineData("/*!DROP*/ TABLE users")]
    [InlineData("SELECT 1; DROP TABLE users")]
    [InlineData("SELECT ';' ;;; DROP DATABASE prod")]
    [InlineData("SELECT 'it''s'; DROP TABLE users")]
    [InlineData("TRUNCATE users")]
    [InlineData("TRUNCATE TABLE users")]
    [InlineData("DELETE FROM users")]
    [InlineData("DELETE FROM users WHERE 1=1")]
    [InlineData("DELETE FROM users WHERE ('a' = 'a')")]
    [InlineData("DELETE FROM users WHERE TRUE")]
    [InlineData("DELETE FROM users WHERE id = id")]
    [InlineData("DELETE FROM users WHERE id = 4 OR 1 = 1")]
    [InlineData("DELETE FROM users WHERE 2 > 1")]
    [InlineData("DELETE FROM users -- WHERE id = 4")]
    [InlineData("DELETE FROM \"users\" RETURNING *")]
    [InlineData("UPDATE users SET admin = 1")]
    [InlineData("UPDATE users SET admin = 1 WHERE 1")]
    [InlineData("ALTER TABLE users DROP COLUMN email")]
    [InlineData("WITH gone AS (DELETE FROM users RETURNING *) SELECT * FROM gone")]
    [InlineData("EXPLAIN ANALYZE DELETE FROM users")]
    [InlineData("BEGIN; DELETE FROM users; COMMIT")]
    [InlineData("EXECUTE IMMEDIATE 'DROP TABLE users'")]
    [InlineData("EXECUTE IMMEDIATE 'DR' || 'OP TABLE users'")]
    [InlineData("DO $$ BEGIN EXECUTE 'DROP TABLE users'; END $$")]
    [InlineData("PREPARE x FROM 'TRUNCATE users'")]
    [InlineData("EXEC xp_cmdshell 'dir'")]
    [InlineData("COPY users TO PROGRAM 'sh'")]
    [InlineData("SELECT * FROM users INTO OUTFILE '/tmp/x'")]
    public void What_destroys_data_must_be_blocked(string sql) => Calls.Of(Policy, "execute_sql", new { query = sql }).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("sqlite3 app.db 'DROP TABLE users'")]
    [InlineData("sqlite3 app.db \"drop table users;\"")]
    [InlineData("psql -c 'DELETE FROM users' prod")]
    [InlineData("psql --command='TRUNCATE users'")]
    [InlineData("mysql -e\"DROP DATABASE prod\"")]
    [InlineData("echo 'DROP TABLE users;' | sqlite3 app.db")]
    [InlineData("sqlite3 app.db <<< 'DROP TABLE users'")]
    [InlineData("sqlite3 app.db <<EOF\nSELECT 1;\nDROP TABLE users;\nEOF")]
    [InlineData("sq''lite3 app.db 'DR''OP TABLE users'")]
    [InlineData("Q='DROP TABLE users'; sqlite3 app.db \"$Q\"")]
    [InlineData("echo RFJPUCBUQUJMRSB1c2Vycw== | base64 -d | sqlite3 app.db")]
    [InlineData("sudo -u postgres dropdb prod")]
    [InlineData("python3 -c \"import sqlite3; sqlite3.connect('a').execute('DROP TABLE users')\"")]
    [InlineData("python3 - <<EOF\nimport sqlite3\nsqlite3.connect('a').execute(\"DELETE FROM users\")\nEOF")]
    public void What_destroys_data_through_a_command_must_be_blocked(string command) => Calls.Shell(Policy, command).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("SELECT * FROM users")]
    [InlineData("SELECT 'DROP TABLE users'")]
    [InlineData("SELECT \"drop\" FROM backdrop")]
    [InlineData("SELECT 1 -- DROP TABLE users")]
    [InlineData("INSERT INTO log(text) VALUES ('DELETE FROM users')")]
    [InlineData("DELETE FROM users WHERE id = 4")]
    [InlineData("UPDATE users SET name = 'x' WHERE id = 4")]
    [InlineData("CREATE TABLE t(id int)")]
    [InlineData("ALTER TABLE users ADD COLUMN age int")]
    [InlineData("SELECT deleted, updated FROM t WHERE truncated = 0")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET n = n + 1 WHERE id = 1; END")]
    public void What_reads_or_changes_a_part_must_pass(string sql) => Calls.Of(Policy, "execute_sql", new { query = sql }).ShouldBe(PolicyVerdict.Forward);

    [Theory]
    [InlineData("sqlite3 app.db 'SELECT count(*) FROM users'")]
    [InlineData("grep -rn 'DROP TABLE' migrations")]
    [InlineData("git commit -m 'DROP TABLE users is now blocked'")]
    [InlineData("echo 'DROP TABLE users'")]
    public void Commands_that_only_speak_of_it_must_pass(string command) => Calls.Shell(Policy, command).ShouldBe(PolicyVerdict.Forward);

    [Fact]
    public void Exceptions_must_pass_and_read_only_must_mean_it()
    {
        var lenient = new SqlProtectionPolicy(new() { Allow = ["DROP INDEX"] });
        Calls.Of(lenient, "sql", new { query = "DROP INDEX i" }).ShouldBe(PolicyVerdict.Forward);
        Calls.Of(lenient, "sql", new { query = "DROP INDEX i; DROP TABLE t" }).ShouldBe(PolicyVerdict.Block);
        var strict = new SqlProtectionPolicy(new() { ReadOnly = true });
        Calls.Of(strict, "sql", new { query = "INSERT INTO t VALUES (1)" }).ShouldBe(PolicyVerdict.Block);
        Calls.Of(strict, "sql", new { query = "WITH x AS (SELECT 1) SELECT * FROM x" }).ShouldBe(PolicyVerdict.Forward);
    }
}
