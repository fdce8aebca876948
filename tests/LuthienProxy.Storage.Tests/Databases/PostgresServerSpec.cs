using LuthienProxy.Fixtures.Databases;
using Npgsql;

namespace LuthienProxy.Storage.Tests.Databases;

/// <summary>The server that the other specs rely on.</summary>
public sealed class PostgresServerSpec
{
    [Fact]
    public async Task Every_database_must_be_a_new_one()
    {
        var server = await PostgresServer.SharedAsync();
        var urls = await Task.WhenAll(server.CreateDatabaseAsync(), server.CreateDatabaseAsync());
        urls[0].ShouldNotBe(urls[1]);
    }

    [Fact]
    public async Task A_database_must_be_a_copy_of_its_template()
    {
        var server = await PostgresServer.SharedAsync();
        var template = NameOf(await server.CreateDatabaseAsync());
        await server.ExecuteAsync("create table kept as select 7 as number", template);
        (await server.ExecuteAsync("select number from kept", NameOf(await server.CreateDatabaseAsync(template)))).ShouldBe(7);
    }

    [Fact]
    public async Task A_server_must_come_back_with_its_data_after_a_kill()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync("create table kept as select 7 as number");
        await server.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => server.ExecuteAsync("select 1"));
        await server.StartAgainAsync();
        (await server.ExecuteAsync("select number from kept")).ShouldBe(7);
        await server.StopAsync();
        await server.StartAgainAsync();
        (await server.ExecuteAsync("select number from kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_paused_server_must_hang_and_go_on()
    {
        await using var server = await PostgresServer.StartAsync();
        server.Pause();
        var answer = server.ExecuteAsync("select 7");
        answer.IsCompleted.ShouldBeFalse();
        server.Resume();
        (await answer).ShouldBe(7);
    }

    [Fact]
    public async Task A_small_disk_must_fill_and_be_freed()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { DiskBytes = 96 << 20 });
        await server.ExecuteAsync("create table kept (text text)");
        server.Disk.Fill();
        await Should.ThrowAsync<NpgsqlException>(() => server.ExecuteAsync("insert into kept select repeat('x', 1000) from generate_series(1, 100000)"));
        server.Disk.Free();
        await server.KillAsync();
        await server.StartAgainAsync();
        (await server.ExecuteAsync("select count(*) from kept")).ShouldBe(0L);
    }

    [Fact]
    public async Task Nothing_must_be_left_of_a_server()
    {
        var server = await PostgresServer.StartAsync(new PostgresOptions { DiskBytes = 96 << 20 });
        server.Pause();
        await server.DisposeAsync();
        Directory.Exists(Path.GetDirectoryName(server.Disk.Path)).ShouldBeFalse();
        (await File.ReadAllTextAsync("/proc/mounts")).ShouldNotContain(server.Disk.Path);
        await Should.ThrowAsync<NpgsqlException>(() => server.ExecuteAsync("select 1"));
    }

    static string NameOf(string url) => url[(url.LastIndexOf('/') + 1)..];
}
