using LuthienProxy.Cli.Shell;
using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Shell;

/// <summary>One line after the other.</summary>
public sealed class InteractiveSpec : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-shell-");
    PlayedNode _node = null!;
    Typed _person = null!;

    public async Task InitializeAsync()
    {
        _node = await PlayedNode.StartAsync();
        _node.Answers("/health/ready", """{"status":"healthy","reasons":[]}""");
        _person = new Typed(_node.At);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Lines_must_run_until_exit_and_the_last_ones_code_be_the_shells()
    {
        (await RunAsync("health", "", "tx show none", "exit", "health")).ShouldBe(1);

        _person.Output.ShouldBe("healthy\n");
        _node.Asked.Count(asked => asked.Path == "/health/ready").ShouldBe(1);
    }

    [Fact]
    public async Task A_line_that_fails_must_not_end_the_shell() => (await RunAsync("nonsense", "health")).ShouldBe(0);

    [Theory]
    [InlineData("help actor")]
    [InlineData("help")]
    [InlineData("help actor top")]
    public async Task Help_must_be_told(string line)
    {
        (await RunAsync(line)).ShouldBe(0);

        _person.Output.ShouldContain("Usage:");
    }

    [Fact]
    public async Task Output_must_go_to_a_file_where_the_line_says_so()
    {
        var file = Path.Combine(_folder.FullName, "out.txt");

        (await RunAsync($"health > {file}", $"health >> {file}")).ShouldBe(0);

        File.ReadAllText(file).ShouldBe("healthy\nhealthy\n");
        _person.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_must_be_1_and_the_shell_go_on()
    {
        (await RunAsync($"health > {_folder.FullName}")).ShouldBe(1);

        _person.Errors.ShouldContain(_folder.FullName);
    }

    [Fact]
    public async Task Options_that_the_shell_was_started_with_must_hold_for_every_line()
    {
        (await RunAsync(["--json"], "health")).ShouldBe(0);

        _person.Output.ShouldBe("{\"status\":\"healthy\",\"reasons\":[]}\n");
    }

    [Fact]
    public async Task A_person_must_be_told_at_once_which_gateway_it_is_and_whether_it_answers()
    {
        _person.Screen = _person.Screen with { IsTerminal = true };

        await RunAsync("exit");

        _person.Output.ShouldStartWith($"{_node.At} is healthy\n");
    }

    [Fact]
    public async Task Ctrl_C_must_end_the_line_and_not_the_shell()
    {
        using var interrupt = new CancellationTokenSource();
        _node.Streams("/activity/stream", http => interrupt.CancelAsync());
        var interrupts = new Queue<CancellationTokenSource>([interrupt, new CancellationTokenSource()]);
        var lines = new Queue<string>(["events tail", "health"]);

        var shell = new Interactive(_person.Commands, [], _person.Screen, _person.Time, _ => lines.TryDequeue(out var line) ? line : null, interrupts.Dequeue);

        (await shell.RunAsync()).ShouldBe(0);
        _person.Output.ShouldBe("healthy\n");
    }

    Task<int> RunAsync(params string[] lines) => RunAsync([], lines);

    Task<int> RunAsync(string[] given, params string[] lines)
    {
        var next = new Queue<string>(lines);
        return new Interactive(_person.Commands, given, _person.Screen, _person.Time, _ => next.TryDequeue(out var line) ? line : null, () => new CancellationTokenSource()).RunAsync();
    }
}
