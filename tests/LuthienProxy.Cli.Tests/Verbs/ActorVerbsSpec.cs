using LuthienProxy.Cli.Tests.Support;
using static LuthienProxy.Cli.Tests.Support.PlayedActors;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary>The tree of actors as an operator reads it.</summary>
public sealed class ActorVerbsSpec : IAsyncLifetime
{
    const string Path = "/api/system/actors";

    PlayedNode _node = null!;
    Typed _person = null!;

    public async Task InitializeAsync()
    {
        _node = await PlayedNode.StartAsync();
        _person = new Typed(_node.At);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task The_hierarchy_must_be_a_tree_with_what_each_is_about()
    {
        _node.Answers(Path, Tree(
            5_006,
            Actor("system", age: 11_520_000, children: [Actor("journal", "awaiting", mailbox: 31, handled: 1_200, awaiting: 7, restarts: 1, failure: "NpgsqlException", children: [Actor("writer-0", "busy")])]),
            Actor("user", age: 11_520_000, children: [Actor("transactions", count: 5_000, children: [.. Enumerable.Range(0, 12).Select(at => Actor($"tx-{at:00}"))])])));

        (await _person.RunAsync("actor hierarchy")).ShouldBe(0);

        _person.Output.ShouldBe(
            """
            /system          idle          age 3h12m  children 1
            └─ journal       awaiting 7ms  mailbox 31  age 4.2s  children 1  handled 1,200  restarts 1 (NpgsqlException)
               └─ writer-0   busy          age 4.2s
            /user            idle          age 3h12m  children 1
            └─ transactions  idle          age 4.2s  children 5,000
               ├─ tx-00      idle          age 4.2s
               ├─ tx-01      idle          age 4.2s
               ├─ tx-02      idle          age 4.2s
               ├─ tx-03      idle          age 4.2s
               ├─ tx-04      idle          age 4.2s
               ├─ tx-05      idle          age 4.2s
               ├─ tx-06      idle          age 4.2s
               ├─ tx-07      idle          age 4.2s
               ├─ tx-08      idle          age 4.2s
               ├─ tx-09      idle          age 4.2s
               └─ … 4,990 more (use -s /user/transactions --all)

            """);
    }

    [Theory]
    [InlineData("actor hierarchy", "?path=%2F&limit=2000&depth=4&calls=true")]
    [InlineData("actor hierarchy -d 2 --all", "?path=%2F&limit=20000&depth=2&calls=true")]
    [InlineData("actor hierarchy -s user/x/ -d 2 --flat", "?path=%2Fuser%2Fx&limit=20000&depth=3")]
    public async Task It_must_ask_for_no_more_than_it_shows(string line, string query)
    {
        _node.Answers(Path, Tree(0));

        await _person.RunAsync(line);

        _node.Asked.Single().Path.ShouldBe(Path + query);
    }

    [Fact]
    public async Task The_flat_form_must_be_that_of_Petabridge()
    {
        _node.Answers(Path, Tree(4, Actor("user", children: [Actor("b", children: [Actor("c")]), Actor("a")]), Actor("system")));

        await _person.RunAsync("actor hierarchy --flat");

        _person.Output.ShouldBe("akka://node-1\n/system\n/user\n/user/a\n/user/b\n/user/b/c\n");
    }

    [Fact]
    public async Task All_must_be_shown_where_all_were_asked_for()
    {
        _node.Answers(Path, Tree(13, Actor("user", children: [.. Enumerable.Range(0, 12).Select(at => Actor($"a{at}"))])));

        await _person.RunAsync("actor hierarchy --all");

        _person.Output.Split('\n').Length.ShouldBe(14);
        _person.Output.ShouldNotContain("more");
    }

    [Fact]
    public async Task An_actor_that_is_not_there_must_be_1()
    {
        _node.Refuses(Path, 404, "Nothing with this id is on record.");

        (await _person.RunAsync("actor show /user/none")).ShouldBe(1);

        _person.Errors.ShouldBe("There is no actor /user/none.\n");
    }

    [Fact]
    public async Task One_actor_must_be_told_with_all_that_is_known_of_it()
    {
        _node.Answers(Path, Tree(3, Actor("x")).Replace("\"/\"", "\"journal\"").Replace("\"message\":null", "\"message\":\"Append\""));

        (await _person.RunAsync("actor show system/journal")).ShouldBe(0);

        _person.Output.ShouldStartWith("/system/journal  SomeActor  idle at Append\nage 4.2s  mailbox 0, at most 0  handled 0  dropped 0  awaited 0µs in all  p99 -\nrestarts 0  last failure none  children 1\n\nCHILD");
    }

    [Fact]
    public async Task Top_must_tell_what_happened_between_two_looks()
    {
        var looks = new Queue<string>(
        [
            Tree(4, Actor("calm"), Actor("worker", handled: 100, awaited: 1_000), Actor("stuck", "busy", handled: 7, message: "Begin"), Actor("reborn", handled: 900, age: 9_000)),
            Tree(4, Actor("calm"), Actor("worker", handled: 1_100, awaited: 1_100, age: 5_000), Actor("stuck", "busy", handled: 7, message: "Begin", mailbox: 412, peak: 640, p99: 9.8), Actor("reborn", handled: 10, age: 1_000)),
        ]);
        _node.Answers(Path, http => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, looks.Dequeue()));

        (await _person.RunAsync("actor top --by busy -n 3")).ShouldBe(0);

        var rows = _person.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        rows[0].ShouldBe("akka://node-1  4 actors  up 4.2s  by busy");
        rows[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["PATH", "STATE", "MBOX", "PEAK", "MSG/s", "BUSY%", "P99", "AGE", "HANDLED", "RESTARTS"]);
        rows[2].ShouldStartWith("/stuck ");
        rows[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["/stuck", "busy", "412", "640", "0.0", "100.0", "9.8ms", "4.2s", "7", "0"]);
        rows[3].ShouldStartWith("/worker ");
        rows.Length.ShouldBe(5);
    }

    [Fact]
    public async Task Another_actor_of_the_same_name_must_be_counted_from_its_birth()
    {
        var looks = new Queue<string>([Tree(1, Actor("reborn", handled: 900, age: 9_000)), Tree(1, Actor("reborn", handled: 10, age: 1_000))]);
        _node.Answers(Path, http => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, looks.Dequeue()));

        await _person.RunAsync("actor top --by msgs");

        _person.Output.Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[4].ShouldBe("10.0");
    }

    [Fact]
    public async Task A_call_must_stand_behind_its_actor_with_what_went_through_it_and_under_which_policies()
    {
        _node.Answers(Path, Tree(
            3,
            Actor("01a2", call: Call("streaming", upstream: "openai", chunksIn: 1_118, chunksOut: 1_117, policy: "guard", stage: 2)),
            Actor("01a3", "busy", mailbox: 1, call: Call("deciding"))));

        await _person.RunAsync("actor hierarchy");

        _person.Output.ShouldBe(
            """
            /01a2  idle  age 4.2s  streaming (openai)  chunks 1,118 in, 1,117 out  policy guard v3 at 2/3
            /01a3  busy  mailbox 1  age 4.2s  deciding  chunks 0 in, 0 out

            """);
    }

    [Fact]
    public async Task The_end_of_a_path_and_every_figure_must_be_read_in_a_narrow_terminal()
    {
        _node.Answers(Path, Tree(1, Actor("transactions", children: [Actor("01a203bda43b7cbdbdd2b40f4a28c1d5", handled: 12_345)])));
        _person.Screen = _person.Screen with { Width = 80 };

        await _person.RunAsync("actor top --once");

        var rows = _person.Output.Split('\n')[1..^1];
        rows.ShouldAllBe(row => row.Length <= 80);
        rows[0].ShouldEndWith("  AGE");
        rows.ShouldContain(row => row.StartsWith("…ns/01a203bda43b7cbdbdd2b40f4a28c1d5  idle  ", StringComparison.Ordinal) && row.EndsWith(" 4.2s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Top_must_draw_a_terminal_in_place_until_Ctrl_C()
    {
        using var interrupt = new CancellationTokenSource();
        var afterwards = new Queue<Func<Task>>([() => Task.CompletedTask, () => Task.CompletedTask, () => Task.CompletedTask, interrupt.CancelAsync]);
        _node.Answers(Path, async http =>
        {
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, Tree(1, Actor("user")));
            await afterwards.Dequeue()();
        });
        _person.Screen = _person.Screen with { IsTerminal = true };

        (await _person.RunAsync("actor top --every 200ms", interrupt.Token)).ShouldBe(0);

        _node.Asked.Count.ShouldBe(4);
        _person.Output.ShouldStartWith("\x1b[?1049h");
        _person.Output.ShouldEndWith("\x1b[?1049l");
    }

    [Fact]
    public async Task Mailboxes_must_be_counted_by_how_full_they_are_and_the_fullest_named()
    {
        _node.Answers(Path, Tree(25, [Actor("full", mailbox: 2_000), .. Enumerable.Range(0, 24).Select(at => Actor($"a{at:00}", mailbox: at))]));

        (await _person.RunAsync("actor mailboxes --over 2 -n 5")).ShouldBe(0);

        var rows = _person.Output.Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        rows[..8].ShouldBe(["MESSAGES ACTORS", "0 1", "1-9 9", "10-99 14", "100-999 0", "1000 or more 1", "", "PATH STATE MAILBOX HANDLED DROPPED AGE"]);
        rows[8].ShouldStartWith("/full idle 2,000");
        _person.Errors.ShouldBe("… 17 more\n");
    }
}
