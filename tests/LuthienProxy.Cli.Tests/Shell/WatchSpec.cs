using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Shell;

/// <summary><c>watch 2s …</c>.</summary>
public sealed class WatchSpec : IAsyncLifetime
{
    const string Nodes = "/api/system/nodes";

    PlayedNode _node = null!;

    public async Task InitializeAsync() => _node = await PlayedNode.StartAsync();

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Theory]
    [InlineData("watch 200ms system nodes")]
    [InlineData("--timeout 5s watch 200ms system nodes")]
    public async Task A_line_must_come_again_and_again_until_Ctrl_C_which_is_no_failure(string line)
    {
        using var interrupt = new CancellationTokenSource();
        Answers(after: 3, interrupt.Cancel);
        var person = new Typed(_node.At);

        (await person.RunAsync(line, interrupt.Token)).ShouldBe(0);

        _node.Asked.Count.ShouldBe(3);
        person.Output.ShouldStartWith("NODE");
        person.Output.ShouldNotContain("\x1b");
    }

    [Fact]
    public async Task A_terminal_must_be_drawn_in_place_and_be_restored()
    {
        using var interrupt = new CancellationTokenSource();
        Answers(after: 2, interrupt.Cancel);
        var person = new Typed(_node.At);
        person.Screen = person.Screen with { IsTerminal = true, Height = 2 };

        (await person.RunAsync("watch 200ms system nodes", interrupt.Token)).ShouldBe(0);

        person.Output.ShouldStartWith("\x1b[?1049h\x1b[?25l\x1b[HNODE");
        person.Output.ShouldEndWith("\x1b[?25h\x1b[?1049l");
        // One line less than the terminal has: the last would scroll.
        person.Output.ShouldNotContain("node-1");
    }

    [Fact]
    public async Task A_line_that_fails_must_end_it_with_its_code_and_what_it_said()
    {
        var person = new Typed(_node.At);
        person.Screen = person.Screen with { IsTerminal = true };
        _node.Refuses(Nodes, 401, "No.");

        (await person.RunAsync("watch 200ms system nodes")).ShouldBe(4);

        person.Output.ShouldEndWith("\x1b[?25h\x1b[?1049l");
        person.Errors.ShouldStartWith("No.");
    }

    void Answers(int after, Action then) => _node.Answers(Nodes, async http =>
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync("""{"nodes":[{"node":"node-1","state":"up","started_at":null,"seen_at":null,"version":null,"open_calls":3,"policy":null,"is_self":true}]}"""u8.ToArray());
        if (_node.Asked.Count == after)
            then();
    });
}
