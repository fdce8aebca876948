using System.Text.Json;
using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary><c>pbm replay</c>: what is asked of the gateway, what is told, and what scripts ask the exit code.</summary>
public sealed class ReplaySpec : IAsyncLifetime
{
    const string Path = "/api/policy/replay";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-replay-");
    PlayedNode _node = null!;

    public async Task InitializeAsync() => _node = await PlayedNode.StartAsync();

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0, 0, "", 0)]
    [InlineData(2, 0, "", 1)]
    [InlineData(2, 1, "--fail-on none", 0)]
    [InlineData(0, 1, "", 0)]
    [InlineData(0, 1, "--fail-on unknown", 1)]
    public async Task The_exit_code_must_say_whether_anything_would_be_otherwise(int changed, int unknown, string options, int code)
    {
        _node.Answers(Path, Line(Summary(changed, unknown)), type: "application/x-ndjson");
        (await new Typed(_node.At).RunAsync($"replay {options}")).ShouldBe(code);
    }

    [Fact]
    public async Task Only_what_would_be_otherwise_must_be_named_unless_all_is_wanted()
    {
        _node.Answers(Path, Line(Entry("same")) + Line(Entry("would_block")) + Line(Summary(1, 0)), type: "application/x-ndjson");
        var (some, all) = (new Typed(_node.At), new Typed(_node.At));
        await some.RunAsync("replay");
        await all.RunAsync("replay --all");
        some.Output.Split('\n').Count(line => line.StartsWith("01a2", StringComparison.Ordinal)).ShouldBe(1);
        all.Output.Split('\n').Count(line => line.StartsWith("01a2", StringComparison.Ordinal)).ShouldBe(2);
        some.Output.ShouldContain("would block  passed → blocked  m  Guard: It deletes.");
    }

    [Fact]
    public async Task What_differs_must_be_shown_on_both_sides_and_steer_no_terminal()
    {
        _node.Answers(Path, Line(Entry("would_change", "\\u001b[2Jquiet", "QUIET")) + Line(Summary(1, 0)), type: "application/x-ndjson");
        var person = new Typed(_node.At);
        await person.RunAsync("replay --diff");
        person.Output.ShouldContain("    - answer text: <U+001B>[2Jquiet\n    + answer text: QUIET\n");
    }

    [Fact]
    public async Task Programs_must_get_the_lines_as_they_came()
    {
        var lines = Line(Entry("would_block")) + Line(Summary(1, 0));
        _node.Answers(Path, lines, type: "application/x-ndjson");
        var person = new Typed(_node.At);
        (await person.RunAsync("replay --json")).ShouldBe(1);
        person.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Normal).ShouldBe(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Normal));
    }

    [Fact]
    public async Task Everything_that_was_said_must_be_asked_for()
    {
        _node.Answers(Path, Line(Summary(0, 0)), type: "application/x-ndjson");
        await new Typed(_node.At).RunAsync("replay 01a2 01a3 --session s1 --state completed --model m --from 2026-01-31T09:30:00Z --limit 7 --policy mine@3 --against none --ask-judges --diff --text \"two words\" --intervened");
        var asked = _node.Asked.ShouldHaveSingleItem();
        asked.Method.ShouldBe("POST");
        asked.Path.ShouldBe(Path + "?session=s1&state=completed&model=m&text=two%20words&intervened=true&from=2026-01-31T09%3A30%3A00.000000Z&limit=7");
        JsonSerializer.Deserialize<JsonElement>(asked.Body).GetRawText().ShouldBe("""{"against":"none","judges":"ask","diff":true,"transactions":["01a2","01a3"],"name":"mine","version":3}""");
    }

    [Fact]
    public async Task A_policy_file_must_go_as_it_is_written()
    {
        _node.Answers(Path, Line(Summary(0, 0)), type: "application/x-ndjson");
        var file = System.IO.Path.Combine(_folder.FullName, "policy.conf");
        await File.WriteAllTextAsync(file, "policies = [ { policy = AllCaps } ] // \"all\"\n");
        (await new Typed(_node.At).RunAsync($"replay --file {file}")).ShouldBe(0);
        JsonElement.Parse(_node.Asked.Single().Body).GetProperty("file").GetString().ShouldBe("policies = [ { policy = AllCaps } ] // \"all\"\n");
    }

    [Theory]
    [InlineData("--policy a --file b")]
    [InlineData("--policy a@new")]
    [InlineData("--file /nowhere/at-all.conf")]
    [InlineData("--from yesterday")]
    [InlineData("--fail-on everything")]
    [InlineData("--against tomorrow")]
    public async Task What_cannot_be_meant_must_be_2_and_nothing_be_asked(string options)
    {
        (await new Typed(_node.At).RunAsync($"replay {options}")).ShouldBe(2);
        _node.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_without_its_end_must_not_pass_for_one()
    {
        _node.Answers(Path, Line(Entry("same")), type: "application/x-ndjson");
        (await new Typed(_node.At).RunAsync("replay")).ShouldBe(3);
    }

    [Fact]
    public async Task A_replay_that_was_ended_before_its_time_must_say_so_and_fail()
    {
        _node.Answers(Path, Line(Summary(0, 0).Replace("\"stopped\":null", "\"stopped\":\"It took too long.\"")), type: "application/x-ndjson");
        var person = new Typed(_node.At);
        (await person.RunAsync("replay --fail-on none")).ShouldBe(1);
        person.Errors.ShouldContain("It took too long.");
    }

    [Fact]
    public async Task What_the_gateway_refuses_must_be_told()
    {
        _node.Refuses(Path, 422, "The policies cannot be used.");
        var person = new Typed(_node.At);
        (await person.RunAsync("replay --fail-on none")).ShouldBe(1);
        person.Errors.ShouldBe("The policies cannot be used.\n");
    }

    static string Line(string json) => json.ReplaceLineEndings("") + "\n";

    static string Normal(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));

    static string Entry(string change, string before = "quiet", string after = "QUIET") => $$$"""
        {"entry":{"transaction_id":"01a202dfbfec7f22b96047a84f876ff1","call":{"transaction_id":"01a202dfbfec7f22b96047a84f876ff1","opened_at":"2026-11-22T10:49:08+00:00","ended_at":null,"node":"n",
        "format":"f","path":"/","model":"m","is_stream":true,"session_id":null,"title":null,"upstream":null,"state":"completed","status":200,"stop_reason":null,"error_code":null,"error":null,"is_intervened":false,
        "usage":null,"bytes_received":1,"bytes_delivered":1,"first_byte_ms":null,"duration_ms":null,"event_count":7},"change":"{{{change}}}","before":"passed","after":"blocked","status":200,"error":null,
        "decisions_before":[],"decisions":[{"policy":"Guard","stage":0,"is_shadow":false,"verdict":"block","reason":"It deletes.","block":null,"probability":null}],
        "judges":{"recalled":0,"asked":0,"not_asked":0},"policy_ms":0.1,"request":null,"response":{"is_changed":true,"blocks":[{"change":"changed","before_index":0,"after_index":0,
        "before":{"kind":"text","text":"{{{before}}}","tool_name":null},"after":{"kind":"text","text":"{{{after}}}","tool_name":null},"words":[]}],
        "stop_reason":{"name":"stop","change":"same","before":"x","after":null},"error":{"name":"error","change":"same","before":null,"after":null}},"gaps":[]},"summary":null}
        """;

    static string Summary(int changed, int unknown) => $$$"""
        {"entry":null,"summary":{"policy":"mine","version":3,"against":"recorded","calls":9,"changed":{{{changed}}},"unknown":{{{unknown}}},"changes":{"same":7},"before":{"passed":9},"after":{"passed":9},
        "judges":{"recalled":0,"asked":0,"not_asked":0},"policy_p50_ms":0.1,"policy_p99_ms":0.2,"policy_max_ms":0.3,"took_ms":10,"has_more":false,"stopped":null}}
        """;
}
