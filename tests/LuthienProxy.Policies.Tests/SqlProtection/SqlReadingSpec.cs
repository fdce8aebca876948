using LuthienProxy.Policies.SqlProtection;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.SqlProtection;

/// <summary>SQL as the databases read it: quotes, comments and conditions that mean one thing here and another there.</summary>
public sealed class SqlReadingSpec
{
    static readonly SqlProtectionPolicy Policy = new(new());

    static readonly SqlProtectionPolicy Reader = new(new() { ReadOnly = true });

    [Theory]
    [InlineData("DELETE FROM t WHERE NOT FALSE")]
    [InlineData("DELETE FROM t WHERE ((1 = 1))")]
    [InlineData("DELETE FROM t WHERE 1 AND TRUE")]
    [InlineData("DELETE FROM t WHERE (a = 1) OR (TRUE)")]
    [InlineData("DELETE FROM t WHERE name LIKE '%'")]
    [InlineData("DELETE FROM t WHERE name LIKE '%%'")]
    [InlineData("DELETE FROM t WHERE 1 + 1 = 2")]
    [InlineData("DELETE FROM t WHERE 5 BETWEEN 1 AND 9")]
    [InlineData("DELETE FROM t WHERE length('x') = 1")]
    [InlineData("DELETE FROM t WHERE")]
    [InlineData("DELETE t")]
    [InlineData("DELETE \"t\"")]
    [InlineData("DELETE _t")]
    [InlineData("DELETE #t")]
    [InlineData("DELETE @t")]
    [InlineData("MERGE INTO t USING s ON 1 = 1 WHEN MATCHED THEN DELETE")]
    [InlineData("MERGE INTO t USING s ON TRUE WHEN MATCHED THEN UPDATE SET a = 1")]
    [InlineData("CREATE OR REPLACE TABLE t (id int)")]
    [InlineData("INSERT OVERWRITE t SELECT * FROM s")]
    [InlineData("TRUNCATE #t")]
    public void A_condition_that_holds_for_every_row_is_none(string sql) => Of(Policy, sql).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("DELETE FROM t WHERE FALSE")]
    [InlineData("DELETE FROM t WHERE 0")]
    [InlineData("DELETE FROM t WHERE NULL")]
    [InlineData("DELETE FROM t WHERE NOT TRUE")]
    [InlineData("DELETE FROM t WHERE NOT 1")]
    [InlineData("DELETE FROM t WHERE 1 = 2")]
    [InlineData("DELETE FROM t WHERE a = 1 AND TRUE")]
    [InlineData("DELETE FROM t WHERE (a = 1) AND (b = 2)")]
    [InlineData("DELETE FROM t WHERE age BETWEEN 1 AND 9")]
    [InlineData("DELETE FROM t WHERE name LIKE 'a%'")]
    [InlineData("DELETE FROM t WHERE a >= a")]
    [InlineData("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE")]
    [InlineData("INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1")]
    [InlineData("INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1")]
    [InlineData("GRANT SELECT, DELETE, TRUNCATE ON t TO ann")]
    [InlineData("SELECT truncate(1.5, 1)")]
    [InlineData("FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE")]
    [InlineData("SELECT 'a' -- DELETE FROM t")]
    [InlineData("SELECT 1 /* DROP TABLE t")]
    [InlineData("SELECT \"DROP TABLE t")]
    [InlineData("SELECT 'DROP TABLE t")]
    [InlineData("SELECT `DROP` FROM t")]
    public void A_condition_that_chooses_rows_must_pass(string sql) => Of(Policy, sql).ShouldBe(PolicyVerdict.Forward);

    [Theory]
    [InlineData("SELECT '\\'; DROP TABLE t; --'")]
    [InlineData("SELECT 'a' # '\n; DROP TABLE t")]
    [InlineData("SELECT 1 --1\n; DROP TABLE t")]
    [InlineData("SELECT [a'b]; DROP TABLE t --'")]
    [InlineData("SELECT $a$ ' $a$; DROP TABLE t --'")]
    [InlineData("SELECT E'\\''; DROP TABLE t")]
    [InlineData("SELECT 'it''s'; DROP TABLE t")]
    [InlineData("/*M!100000 DROP TABLE t */")]
    [InlineData("DROP\0 \ufeffTABLE\u200d t")]
    [InlineData("*/ DROP TABLE t")]
    public void What_one_database_hides_and_another_runs_must_be_blocked(string sql) => Of(Policy, sql).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("EXEC(0x44524F50205441424C452074)")]
    [InlineData("PREPARE s FROM X'44524F50205441424C452074'")]
    [InlineData("EXECUTE IMMEDIATE CHR(68) || CHR(82) || 'OP TABLE t'")]
    [InlineData("EXEC(CHAR(68, 82, 79, 80) + ' TABLE t')")]
    [InlineData("SET @a = 'DROP TABLE t'; PREPARE s FROM @a; EXECUTE s")]
    [InlineData("SET @a = REVERSE('t ELBAT PORD'); EXECUTE s")]
    [InlineData("EXECUTE IMMEDIATE FROM_BASE64('RFJPUCBUQUJMRSB0')")]
    [InlineData("SELECT dblink_exec('db', 'DROP TABLE t')")]
    [InlineData("DO $body$ BEGIN EXECUTE 'DROP TABLE t'; END $body$")]
    [InlineData("DO $never$ BEGIN EXECUTE 'DROP TABLE t'")]
    public void A_string_that_is_run_must_be_read(string sql) => Of(Policy, sql).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData(".shell rm -rf x")]
    [InlineData("SELECT 1;\n  \\! rm -rf x")]
    [InlineData(".output |sh")]
    [InlineData("\\o |sh")]
    [InlineData("\\copy t from program 'sh'")]
    [InlineData("SELECT sys_exec('x')")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("SHUTDOWN")]
    public void What_reaches_the_database_s_machine_must_be_blocked(string sql) => Of(Policy, sql).ShouldBe(PolicyVerdict.Block);

    [Theory]
    [InlineData("SELECT * FROM t", PolicyVerdict.Forward)]
    [InlineData("SELECT replace(a, 'x', 'y') FROM t", PolicyVerdict.Forward)]
    [InlineData("SHOW TABLES", PolicyVerdict.Forward)]
    [InlineData("", PolicyVerdict.Forward)]
    [InlineData("hello there", PolicyVerdict.Forward)]
    [InlineData(".output file.txt", PolicyVerdict.Forward)]
    [InlineData("SELECT * INTO copy FROM t", PolicyVerdict.Block)]
    [InlineData("WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x", PolicyVerdict.Block)]
    [InlineData("UPDATE t SET a = 1 WHERE id = 1", PolicyVerdict.Block)]
    [InlineData("GRANT ALL ON t TO ann", PolicyVerdict.Block)]
    [InlineData("REFRESH MATERIALIZED VIEW v", PolicyVerdict.Block)]
    public void Read_only_must_mean_it(string sql, PolicyVerdict expected) => Of(Reader, sql).ShouldBe(expected);

    static PolicyVerdict Of(SqlProtectionPolicy policy, string sql) => Calls.Of(policy, "execute_sql", new { query = sql });
}
