using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.BlockSensitiveFileWrites;
using LuthienProxy.Policies.BlockWebRequests;
using LuthienProxy.Policies.SqlProtection;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Corpus;

/// <summary>What attackers try and what honest people do, as files: every line of one must be blocked, every line of the other must pass.</summary>
[Trait("Spec", "002-01")]
public sealed class CorpusSpec
{
    static readonly Dictionary<string, BlockPolicy> Policies = new()
    {
        ["commands"] = new BlockDangerousCommandsPolicy(new()),
        ["files"] = new BlockSensitiveFileWritesPolicy(new()),
        ["web"] = new BlockWebRequestsPolicy(new() { AllowedHosts = ["docs.example.org"] }),
        ["sqlcommands"] = new SqlProtectionPolicy(new()),
        ["sql"] = new SqlProtectionPolicy(new()),
    };

    public static TheoryData<string> Shell => ["commands", "files", "web", "sqlcommands"];

    [Theory]
    [MemberData(nameof(Shell))]
    public void No_disguise_may_slip_through(string corpus) =>
        CorpusFile.Read($"{corpus}.blocked.txt").Where(command => !Calls.Verdicts(Policies[corpus], command).All(verdict => verdict == PolicyVerdict.Block)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Shell))]
    public void No_innocent_command_may_be_blocked(string corpus) =>
        CorpusFile.Read($"{corpus}.passed.txt").Where(command => !Calls.Verdicts(Policies[corpus], command).All(verdict => verdict == PolicyVerdict.Forward)).ShouldBeEmpty();

    [Fact]
    public void No_disguised_statement_may_slip_through() => CorpusFile.Read("sql.blocked.txt").Where(sql => Verdict(sql) != PolicyVerdict.Block).ShouldBeEmpty();

    [Fact]
    public void No_innocent_statement_may_be_blocked() => CorpusFile.Read("sql.passed.txt").Where(sql => Verdict(sql) != PolicyVerdict.Forward).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "queries": [ "SELECT 1", "DROP TABLE users" ] }""", PolicyVerdict.Block)]
    [InlineData("""{ "statements": [ { "sql": "SELECT 1" }, { "sql": "DROP TABLE users" } ] }""", PolicyVerdict.Block)]
    [InlineData("""{ "query": "\u0044ROP TABLE users" }""", PolicyVerdict.Block)]
    [InlineData("""{ "queries": [ "SELECT 1" ], "note": [ "DROP", "TABLE" ] }""", PolicyVerdict.Forward)]
    public void Statements_in_lists_must_be_read_one_by_one(string arguments, PolicyVerdict verdict) => Calls.Of(Policies["sql"], "execute", arguments).ShouldBe(verdict);

    [Fact]
    public void What_is_searched_for_must_not_be_taken_for_SQL() =>
        Calls.Of(Policies["sql"], "WebSearch", new { query = "how to drop table in sqlite" }).ShouldBe(PolicyVerdict.Forward);

    [Theory]
    [InlineData("""{ "paths": [ "a.txt", "/etc/passwd" ] }""")]
    [InlineData("""{ "edits": [ { "file_path": "/etc/passwd" } ] }""")]
    [InlineData("""{ "uri": "file:///%65tc/passwd" }""")]
    [InlineData("""{ "path": "/etc/./passwd " }""")]
    public void Paths_in_any_form_must_be_seen(string arguments) => Calls.Of(Policies["files"], "MultiEdit", arguments).ShouldBe(PolicyVerdict.Block);

    static PolicyVerdict Verdict(string sql) => Calls.Of(Policies["sql"], "execute_sql", new { query = sql });
}
