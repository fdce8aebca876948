using System.Net;
using System.Net.Sockets;
using LuthienProxy.Cli.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LuthienProxy.Cli.Tests.Connection;

/// <summary>What scripts ask: the exit code, whatever went wrong.</summary>
public sealed class ExitCodeSpec : IAsyncLifetime
{
    const string Key = "the-key-of-the-test";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-exit-");
    PlayedNode _node = null!;

    public async Task InitializeAsync() => _node = await PlayedNode.StartAsync();

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_done_must_be_0()
    {
        _node.Answers("/api/system/nodes", """{"nodes":[]}""");

        (await Person().RunAsync("system nodes")).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_gateway_refuses_must_be_1_with_what_it_says()
    {
        _node.Refuses("/debug/calls/none", 404, "There is no such call.");
        var person = Person();

        (await person.RunAsync("tx show none")).ShouldBe(1);

        (person.Output, person.Errors).ShouldBe(("", "There is no such call.\n"));
    }

    [Theory]
    [InlineData("actor", "hierarchy, top, mailboxes")]
    [InlineData("actor nonsense", "nonsense")]
    [InlineData("nonsense", "actor, tx")]
    [InlineData("actor show", "pbm help actor show")]
    [InlineData("tx list --older never", "never")]
    [InlineData("tx list --timeout 0s", "0s")]
    [InlineData("actor hierarchy --nonsense", "nonsense")]
    [InlineData("actor top --by age-of-stars", "age-of-stars")]
    [InlineData("actor system --at http://host/path", "http://host/path")]
    [InlineData("policy rollback", "--yes")]
    [InlineData("help nonsense", "actor, tx")]
    [InlineData("help tx lst", "lst")]
    [InlineData("tx list -n 5000", "--count")]
    [InlineData("actor hierarchy -d 0", "--depth")]
    [InlineData("journal tail --tx 01A2", "01A2")]
    [InlineData("watch 2s", "watch 2s")]
    [InlineData("watch 1ms actor system", "200")]
    public async Task What_was_not_meant_so_must_be_2_and_say_how_on_standard_error(string line, string told)
    {
        var person = Person();

        (await person.RunAsync(line)).ShouldBe(2);

        person.Output.ShouldBeEmpty();
        person.Errors.ShouldContain(told);
        _node.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_socket_that_is_not_there_must_be_3()
    {
        var person = Person();

        (await person.RunAsync("health --at unix:/nowhere/pbm.sock")).ShouldBe(3);

        person.Errors.ShouldContain("there is no such socket");
    }

    [Theory]
    [InlineData("policy show none", "/admin/policy/instances/none")]
    [InlineData("policy activate none@3 --yes", "/admin/policy/activate")]
    public async Task An_instance_that_is_not_there_must_be_1_and_named(string line, string path)
    {
        _node.Refuses(path, 404, "Nothing with this id is on record.");
        var person = Person();

        (await person.RunAsync(line)).ShouldBe(1);

        person.Errors.ShouldContain("no instance none");
    }

    [Fact]
    public async Task Nobody_there_must_be_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString();
        taken.Stop();

        (await new Typed(address).RunAsync("actor system")).ShouldBe(3);
        (await new Typed("unix:" + Path.Combine(_folder.FullName, "absent.sock")).RunAsync("actor system")).ShouldBe(3);
        (await new Typed("gateway.invalid").RunAsync("health")).ShouldBe(3);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_key_that_is_not_taken_must_be_4_and_never_be_told(int status)
    {
        _node.Refuses("/api/system/nodes", status, "Not the key.");
        var person = Person();

        (await person.RunAsync("system nodes")).ShouldBe(4);

        person.Errors.ShouldStartWith("Not the key. ");
        (person.Output + person.Errors).ShouldNotContain(Key);
    }

    [Fact]
    public async Task What_does_not_come_in_time_must_be_5()
    {
        _node.Hangs("/api/system/nodes");

        (await Person().RunAsync("system nodes --timeout 200ms")).ShouldBe(5);
    }

    [Fact]
    public async Task A_body_that_does_not_come_in_time_must_be_5()
    {
        _node.Answers("/api/system/nodes", async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        (await Person().RunAsync("system nodes --timeout 200ms")).ShouldBe(5);
    }

    [Fact]
    public async Task Ctrl_C_before_the_answer_must_be_130()
    {
        using var interrupt = new CancellationTokenSource();
        _node.Answers("/api/system/nodes", async http =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        (await Person().RunAsync("system nodes", interrupt.Token)).ShouldBe(130);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_must_be_3()
    {
        _node.Answers("/api/system/nodes", async http =>
        {
            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        (await Person().RunAsync("system nodes")).ShouldBe(3);
    }

    [Theory]
    [InlineData("<html>hello</html>", "text/html", 200)]
    [InlineData("{\"nodes\":3}", "application/json", 200)]
    [InlineData("{\"no", "application/json", 200)]
    [InlineData("", "application/json", 200)]
    [InlineData("bad gateway", "text/plain", 502)]
    public async Task Somebody_who_is_no_gateway_must_be_1(string body, string type, int status)
    {
        _node.Answers("/api/system/nodes", body, status, type);

        (await Person().RunAsync("system nodes")).ShouldBe(1);
    }

    [Fact]
    public async Task A_redirection_must_not_be_followed()
    {
        _node.Answers("/api/system/nodes", http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        (await Person().RunAsync("system nodes")).ShouldBe(1);
        _node.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, "healthy", 0)]
    [InlineData(200, "degraded", 0)]
    [InlineData(503, "unhealthy", 1)]
    [InlineData(503, "draining", 1)]
    public async Task A_probe_must_hear_whether_the_gateway_takes_calls_without_any_key(int status, string told, int code)
    {
        _node.Answers("/health/ready", $$"""{"status":"{{told}}","reasons":["because"]}""", status);
        var person = Person();

        (await person.RunAsync("health")).ShouldBe(code);

        person.Output.ShouldBe($"{told}\n  because\n");
        _node.Asked.Single().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task A_socket_must_do_as_well()
    {
        var socket = Path.Combine(_folder.FullName, "pbm.sock");
        await using var node = await PlayedNode.StartAsync(socket);
        node.Answers("/health/ready", """{"status":"healthy","reasons":[]}""");

        (await new Typed("unix:" + socket).RunAsync("health")).ShouldBe(0);
    }

    Typed Person() => new Typed(_node.At).With("PBM_TOKEN", Key);
}
