using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary><c>--json</c> is the API's own answer, whatever of it people are shown; and people are never shown what would steer their terminal.</summary>
public sealed class JsonSpec : IAsyncLifetime
{
    // What a name or a text could hold, as JSON has it.
    const string Evil = "\\u001b[2J\\u202e\\u009b31m";

    const string Call = $$"""
        {"transaction_id":"01a201a9ba8d752fbf217926f442c2a1","opened_at":"2026-11-22T08:30:00Z","ended_at":"2026-11-22T08:30:01Z","node":"{{Evil}}","format":"chat","path":"{{Evil}}","model":"{{Evil}}","is_stream":true,
         "session_id":null,"title":"{{Evil}}","upstream":"{{Evil}}","state":"failed","status":200,"stop_reason":null,"error_code":"{{Evil}}","error":"{{Evil}}","is_intervened":false,"usage":null,"bytes_received":1,
         "bytes_delivered":2,"first_byte_ms":1.5,"duration_ms":1000,"event_count":3,"more":"unknown to pbm"}
        """;

    static readonly Dictionary<string, (string Path, string Answer)> Reads = new()
    {
        ["actor hierarchy"] = ("/api/system/actors", Actors),
        ["actor hierarchy --flat"] = ("/api/system/actors", Actors),
        ["actor system"] = ("/api/system/actors", Actors),
        ["actor top"] = ("/api/system/actors", Actors),
        ["actor mailboxes"] = ("/api/system/actors", Actors),
        ["actor show /user"] = ("/api/system/actors", Actors),
        ["tx list"] = ("/debug/calls", $$"""{"calls":[{{Call}}],"next":"more"}"""),
        ["tx show 1"] = ("/debug/calls/1", $$"""
            {"call":{{Call}},"decisions":[{"policy":"{{Evil}}","version":1,"stage":0,"is_shadow":true,"verdict":"{{Evil}}","reason":"{{Evil}}","block":null,"probability":0.5,"took_ms":1}],
             "judges":[{"policy":"{{Evil}}","upstream":"{{Evil}}","model":"{{Evil}}","attempts":1,"took_ms":1,"failure":"{{Evil}}"}],
             "response":{"blocks":[{"kind":"text","text":"{{Evil}}","tool_name":"{{Evil}}"}],"stop_reason":null,"error":null,"is_complete":true},"gaps":["{{Evil}}"]}
            """),
        ["tx tail 2"] = ("/debug/calls/2", $$"""{"call":{{Call}},"decisions":[],"judges":[],"response":null,"gaps":[]}"""),
        ["tx list --live"] = ("/api/system/calls", $$"""{"node":"{{Evil}}","running":2,"matching":2,"calls":[{{Running}}],"next":"more"}"""),
        ["stream list"] = ("/api/system/calls", $$"""{"node":"{{Evil}}","running":2,"matching":2,"calls":[{{Running}}],"next":"more"}"""),
        ["stream show 9"] = ("/api/system/calls/9", $$"""
            {"node":"{{Evil}}","call":{{Running}},"stages":[{"stage":"{{Evil}}","is_shadow":true,"in":2,"out":1,"dropped":1,"errors":0,"is_holding":true,"waits_ms":3,"p50_ms":0.1,"p99_ms":null}],
             "record":{"sequence":3,"acknowledged":2,"unacknowledged_bytes":9,"lag_ms":1} }
            """),
        ["deadletters summary"] = ("/api/system/dead-letters", $$"""
            {"node":"{{Evil}}","since":"2026-11-22T08:30:00Z","summary":[{"recipient":"{{Evil}}","message":"{{Evil}}","reason":"{{Evil}}","count":2,"last":"2026-11-22T08:30:00Z"}],"latest":[]}
            """),
        ["stats"] = ("/api/system/stats", $$"""
            {"node":"{{Evil}}","since":"2026-11-22T08:30:00Z","elapsed_ms":10,"running":1,"ended":2,"calls_per_s":3,"chunks":4,"chunks_per_s":5,"bytes_in":6,"bytes_out":7,"first_byte":{"p50_ms":1,"p99_ms":null},
             "added":{"p50_ms":1,"p99_ms":2},"duration":{"p50_ms":1,"p99_ms":2},"outcomes":{"completed":1,"blocked":1,"failed":0,"cancelled":0,"interrupted":0},"errors":[{"code":"{{Evil}}","count":1}],
             "journal":{"status":"{{Evil}}","queue_depth":1,"lag_ms":2,"dropped_events":0},"watchers":1}
            """),
        ["policy list"] = ("/admin/policy/instances", $$"""{"instances":[{"name":"{{Evil}}","description":"{{Evil}}","newestVersion":2,"activeVersion":1,"versions":2,"createdAt":"2026-11-22T08:30:00Z","createdBy":"{{Evil}}"}],"next":null}"""),
        ["policy current"] = ("/admin/policy/current", $$"""{"status":"active","reasons":["{{Evil}}"],"source":null,"name":"{{Evil}}","version":1,"policies":[{{Stage}}],"since":"2026-11-22T08:30:00Z"}"""),
        ["policy types"] = ("/admin/policy/list", $$"""{"categories":[{"category":"{{Evil}}","policies":[{"name":"{{Evil}}","description":"{{Evil}}","useCase":"{{Evil}}","kind":"text","isPlugin":false,"example":{} }]}],"broken":[{"name":"{{Evil}}","error":"{{Evil}}"}]}"""),
        ["policy show x"] = ("/admin/policy/instances/x", $$"""{"name":"x","versions":[{"name":"{{Evil}}","version":1,"description":null,"isActive":true,"createdAt":"2026-11-22T08:30:00Z","createdBy":"{{Evil}}","policies":[{{Stage}}]}]}"""),
        ["policy history"] = ("/admin/policy/history", $$"""{"changes":[{"number":2,"action":"activate","from":null,"to":{"name":"{{Evil}}","version":1},"at":"2026-11-22T08:30:00Z","by":"{{Evil}}"}],"next":null}"""),
        ["journal status"] = ("/api/system/journal", Journal),
        ["journal lag"] = ("/api/system/journal", Journal),
        ["system nodes"] = ("/api/system/nodes", $$"""{"nodes":[{"node":"{{Evil}}","state":"up","started_at":null,"seen_at":null,"version":"{{Evil}}","open_calls":3,"policy":{"name":"{{Evil}}","version":2},"is_self":true}]}"""),
        ["system dependencies"] = ("/api/system/dependencies", $$"""{"dependencies":[{"name":"{{Evil}}","kind":"{{Evil}}","state":"up","since":null,"latency_ms":1,"detail":"{{Evil}}"}]}"""),
        ["system health"] = ("/health/ready", $$"""{"status":"{{Evil}}","reasons":["{{Evil}}"]}"""),
        ["health"] = ("/health/ready", $$"""{"status":"{{Evil}}","reasons":["{{Evil}}"]}"""),
        ["config show --origin"] = ("/api/system/settings", $$"""{"settings":[{"path":"a","value":"{{Evil}}","source":"file","place":"{{Evil}}","description":null,"is_secret":false}]}"""),
    };

    const string Running = $$"""
        {"transaction_id":"01a201a9ba8d752fbf217926f442c2a1","state":"{{Evil}}","age_ms":10,"format":"{{Evil}}","model":"{{Evil}}","is_stream":true,"upstream":"{{Evil}}","client":"{{Evil}}","policy":{"name":"{{Evil}}","version":1},
         "policy_stage":null,"policy_stages":0,"first_byte_ms":1,"chunks_in":2,"chunks_out":1,"held_back":1,"bytes_in":3,"bytes_out":4}
        """;

    PlayedNode _node = null!;

    public static TheoryData<string> Lines => [.. Reads.Keys];

    const string Stage = $$"""{"policy":"{{Evil}}","name":"{{Evil}}","config":{"a":"{{Evil}}"},"mode":"enforce","onFailure":"closed"}""";

    const string Journal = $$"""
        {"status":"healthy","since":"2026-11-22T08:30:00Z","lag_ms":1,"queue_depth":2,"queue_limit":3,"batch_p50":4,"batch_p99":5,"commit_p50_ms":1,"commit_p99_ms":2,"written_events":3,"breaker":"{{Evil}}","spool_bytes":6,"spool_limit":7,"spool_records":8,
         "dropped_events":9,"unanswered":10,"mode":"{{Evil}}","reasons":["{{Evil}}"]}
        """;

    static string Actors => PlayedActors.Tree(2, PlayedActors.Actor("user", "idle", failure: "x", restarts: 1, mailbox: 3, children: [PlayedActors.Actor("EVIL", message: "EVIL", mailbox: 1)])).Replace("EVIL", Evil);

    public async Task InitializeAsync()
    {
        _node = await PlayedNode.StartAsync();
        _node.Streams("/activity/stream", _ => Task.CompletedTask);
        foreach (var (path, answer) in Reads.Values)
            _node.Answers(path, answer);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Programs_must_get_the_whole_answer_on_one_line_without_a_character_that_steers(string line)
    {
        var person = new Typed(_node.At);

        (await person.RunAsync(line + " --json")).ShouldBe(0);

        person.Output.Count(c => c == '\n').ShouldBe(1);
        Steering(person.Output).ShouldBeEmpty();
        System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(person.Output), System.Text.Json.Nodes.JsonNode.Parse(Reads[line].Answer)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task People_must_see_no_character_that_steers_their_terminal(string line)
    {
        var person = new Typed(_node.At);

        (await person.RunAsync(line)).ShouldBe(0);

        person.Output.ShouldNotBeEmpty();
        Steering(person.Output + person.Errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Colours_must_be_where_a_terminal_is_and_nobody_has_said_otherwise()
    {
        (await ColouredAsync("journal status", new Typed(_node.At))).ShouldBeTrue();
        (await ColouredAsync("journal status --no-color", new Typed(_node.At))).ShouldBeFalse();
        (await ColouredAsync("journal status", new Typed(_node.At).With("NO_COLOR", "1"))).ShouldBeFalse();
    }

    static async Task<bool> ColouredAsync(string line, Typed person)
    {
        person.Screen = person.Screen with { IsTerminal = true, HasColours = true };
        await person.RunAsync(line);
        return person.Output.Contains("\x1b[32mhealthy\x1b[0m", StringComparison.Ordinal);
    }

    static IEnumerable<char> Steering(string text) => text.Where(c => c != '\n' && (char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format));
}
