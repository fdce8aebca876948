using System.Runtime.Versioning;
using Dapper;
using LuthienProxy.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace LuthienProxy.Storage.Tests.Databases;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteDatabaseSpec : IDisposable
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_file_its_side_files_and_its_folder_must_be_the_owners_only()
    {
        await using var database = Open(_folder.Options("new/luthien.db"));
        await database.ExecuteAsync("create table kept (number integer)");
        Directory.GetFiles(_folder.File("new")).Select(Path.GetFileName).ShouldBe(["luthien.db", "luthien.db-shm", "luthien.db-wal"], ignoreOrder: true);
        Directory.GetFiles(_folder.File("new")).Select(File.GetUnixFileMode).ShouldAllBe(mode => mode == OwnersFile);
        File.GetUnixFileMode(_folder.File("new")).ShouldBe(OwnersFile | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_file_that_others_could_read_must_become_the_owners_only()
    {
        await File.WriteAllBytesAsync(_folder.File(), []);
        File.SetUnixFileMode(_folder.File(), OwnersFile | UnixFileMode.OtherRead);
        await using var database = Open(_folder.Options());
        File.GetUnixFileMode(_folder.File()).ShouldBe(OwnersFile);
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "3000")]
    [InlineData("auto_vacuum", "2")]
    [InlineData("cache_size", "-8")]
    [InlineData("mmap_size", "16384")]
    public async Task A_writing_connection_must_be_set_up(string pragma, string value)
    {
        await using var database = Open(_folder.Options() with { Sqlite = new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(3), Cache = 8 << 10, Mmap = 16 << 10 } });
        (await PragmaAsync(database, DatabaseAccess.Write, pragma)).ShouldBe(value);
        var reading = pragma == "auto_vacuum" ? value : await PragmaAsync(database, DatabaseAccess.Read, pragma);
        reading.ShouldBe(value);
    }

    [Theory]
    [InlineData(true, "2")]
    [InlineData(false, "1")]
    public async Task Commits_must_reach_the_disk_where_delivery_waits_for_them(bool isDurable, string level)
    {
        await using var database = Open(_folder.Options() with { IsDurable = isDurable });
        (await PragmaAsync(database, DatabaseAccess.Write, "synchronous")).ShouldBe(level);
    }

    [Fact]
    public async Task A_reading_connection_must_not_write()
    {
        await using var database = Open(_folder.Options());
        await database.ExecuteAsync("create table kept (number integer)");
        await Should.ThrowAsync<SqliteException>(() => database.ReadAsync((connection, _) => connection.ExecuteAsync("insert into kept values (1)"), CancellationToken.None));
    }

    [Fact]
    public async Task Readers_must_see_what_is_committed_while_another_writes()
    {
        await using var database = Open(_folder.Options());
        await database.ExecuteAsync("create table kept (number integer)");
        await using var writer = await database.LeaseAsync(DatabaseAccess.Write, CancellationToken.None);
        await using var transaction = await writer.Connection.BeginTransactionAsync();
        await writer.Connection.ExecuteAsync("insert into kept values (1)", transaction: transaction);
        (await database.ScalarAsync<int>("select count(*) from kept")).ShouldBe(0);
        await transaction.CommitAsync();
        (await database.ScalarAsync<int>("select count(*) from kept")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_user_leaves_open_must_be_rolled_back()
    {
        await using var database = Open(_folder.Options());
        await database.ExecuteAsync("create table kept (number integer); begin; insert into kept values (1)");
        (await database.ExecuteAsync("insert into kept values (2)")).ShouldBe(1);
        (await database.ListAsync<int>("select number from kept")).ShouldBe([2]);
    }

    static IDatabase Open(StorageOptions options) => Database.Open(options, TimeProvider.System);

    static Task<string?> PragmaAsync(IDatabase database, DatabaseAccess access, string pragma) =>
        database.RunAsync(access, TimeSpan.FromSeconds(5), (connection, _) => connection.ExecuteScalarAsync<string>($"pragma {pragma}"), CancellationToken.None);
}
