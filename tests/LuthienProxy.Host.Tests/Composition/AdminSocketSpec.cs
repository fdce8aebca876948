using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Composition;

/// <summary>The socket for administrators on the same machine: the owner's alone, there while the gateway is, and no way around the key.</summary>
public sealed class AdminSocketSpec : GatewaySpec
{
    [Fact]
    public async Task It_must_serve_the_admin_API_to_whoever_has_the_key_and_calls_too()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var client = Client(SocketOf(gateway));
        (await AskAsync(client, "/api/system/info", AdminAsking.Key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(client, "/api/system/info", "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var call = Asking.Request(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"));
        (await client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_changed_over_it_must_be_told_as_that()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var client = Client(SocketOf(gateway));
        using var request = AdminAsking.Request(new Uri("http://pbm.invalid"), "/api/system/journal/flush", HttpMethod.Post, "Bearer " + AdminAsking.Key);
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.ReadAsync("/api/system/changes")).GetProperty("changes")[0].GetProperty("origin").GetString().ShouldBe("key socket");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_use_it_and_it_must_go_with_the_gateway()
    {
        var gateway = await StartAsync();
        var path = SocketOf(gateway);
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await gateway.App.StopAsync();
        Path.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_dead_process_has_left_must_be_replaced()
    {
        var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "pbm.sock");
        Leave(path);
        Path.Exists(path).ShouldBeTrue();
        using var client = Client(SocketOf(await StartAsync(folder, "")));
        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_second_gateway_in_the_same_directory_must_be_refused_and_leave_the_first_its_socket()
    {
        var gateway = await StartAsync();
        var refused = Should.Throw<StartRefusedException>(() => GatewayApplication.Build(new StartInputs([$"--luthien:datadirectory={gateway.Folder}"], new Dictionary<string, string> { ["GATEWAY_PORT"] = "0" })));
        refused.Reasons.ShouldHaveSingleItem().ShouldContain(gateway.Folder);
        using var client = Client(SocketOf(gateway));
        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_path_that_another_process_answers_at_must_be_refused_and_left_to_it()
    {
        var first = await StartAsync();
        var path = SocketOf(first);
        var refused = await Should.ThrowAsync<StartRefusedException>(() => StartAsync($"luthien.admin.socket = \"{path}\""));
        refused.Reasons.ShouldHaveSingleItem().ShouldContain(path);
        using var client = Client(path);
        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_must_be_refused_and_stay()
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("mine.txt", "precious");
        await Should.ThrowAsync<StartRefusedException>(() => StartAsync($"luthien.admin.socket = \"{path}\""));
        File.ReadAllText(path).ShouldBe("precious");
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        var gateway = await StartAsync("luthien.admin.socket = off", AdminAsking.Variable);
        Path.Exists(SocketOf(gateway)).ShouldBeFalse();
        (await gateway.ReadAsync("/api/system/info")).GetProperty("socket").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task Where_its_path_is_too_long_the_gateway_must_serve_without_it()
    {
        var gateway = await StartAsync($"luthien.admin.socket = \"{new string('x', 120)}\"", AdminAsking.Variable);
        (await gateway.ReadAsync("/api/system/info")).GetProperty("socket").GetString().ShouldBeNull();
    }

    static string SocketOf(TestGateway gateway) => Path.Combine(gateway.Folder, "pbm.sock");

    // Closing a socket removes its file; a process that was killed does not close it: here its file is put back.
    static void Leave(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path + ".bound"));
        File.Move(path + ".bound", path);
    }

    static HttpClient Client(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://pbm.invalid"),
    };

    static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string key) =>
        client.SendAsync(AdminAsking.Request(new Uri("http://pbm.invalid"), path, HttpMethod.Get, "Bearer " + key));
}
