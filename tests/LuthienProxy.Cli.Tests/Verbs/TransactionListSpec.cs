using System.Text.Json;
using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary><c>pbm tx list</c>: which calls it asks for, and what is read of them in a narrow terminal.</summary>
public sealed class TransactionListSpec : IAsyncLifetime
{
    PlayedNode _node = null!;
    Typed _person = null!;

    public async Task InitializeAsync()
    {
        _node = await PlayedNode.StartAsync();
        _person = new Typed(_node.At);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Theory]
    [InlineData("tx list --older 2h")]
    [InlineData("tx list --older 7d")]
    public async Task How_old_calls_must_be_must_be_said_as_the_gateway_understands_it(string line)
    {
        _node.Answers("/debug/calls", Calls("open", ended: null));

        (await _person.RunAsync(line)).ShouldBe(0, _person.Errors);

        _node.Asked.Single().Path.ShouldMatch(@"^/debug/calls\?to=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\d\.\d{6}Z&limit=20$");
    }

    [Fact]
    public async Task A_call_must_be_recognised_in_a_narrow_terminal_and_no_number_be_cut()
    {
        _node.Answers("/debug/calls", Calls("completed", ended: "2020-01-01T10:00:01.2Z"));
        _person.Screen = _person.Screen with { Width = 90 };

        (await _person.RunAsync("tx list")).ShouldBe(0, _person.Errors);

        var rows = _person.Output.Split('\n')[..2];
        rows[0].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(["ID", "OPENED", "STATE", "TOOK", "MODEL"]);
        rows[1].ShouldStartWith("01a201a9ba8d752fbf217926f442c2a1  ");
        rows[1].ShouldEndWith("  completed  1.2s  a-model-with-a-lo…");
    }

    [Fact]
    public async Task Of_a_call_that_goes_on_nothing_must_be_said_that_nobody_knows_yet()
    {
        _node.Answers("/debug/calls", Calls("open", ended: null));

        (await _person.RunAsync("tx list")).ShouldBe(0, _person.Errors);

        _person.Output.Split('\n')[1].ShouldEndWith("-      -  /v1/messages");
    }

    static string Calls(string state, string? ended) => JsonSerializer.Serialize(new
    {
        calls = new[]
        {
            new
            {
                transaction_id = "01a201a9ba8d752fbf217926f442c2a1", opened_at = "2020-01-01T10:00:00Z", ended_at = ended, node = "n", format = "anthropic-messages", path = "/v1/messages", model = "a-model-with-a-long-name",
                is_stream = true, session_id = (string?)null, title = (string?)null, upstream = (string?)null, state, status = (int?)null, stop_reason = (string?)null, error_code = (string?)null, error = (string?)null,
                is_intervened = false, usage = (object?)null, bytes_received = 0, bytes_delivered = 0, first_byte_ms = (double?)null, duration_ms = 1_200, event_count = 3,
            },
        },
        next = (string?)null,
    });
}
