using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Policies;

public sealed class SqlitePolicyConfigsSpec() : PolicyConfigsSpec(DatabaseEngine.Sqlite)
{
    [Fact]
    [Trait("Spec", "000-04c")]
    public async Task The_active_policy_must_survive_in_what_a_killed_process_leaves_of_the_file()
    {
        using var left = new TestFolder();
        await ActivateOneAsync(Journal.Database);
        // The database is still open: neither closed nor checkpointed, as after kill -9.
        var path = ((DatabaseUrl.Sqlite)Journal.Database.Options.Url).Path;
        File.Copy(path, left.File());
        File.Copy(path + "-wal", left.File() + "-wal");
        new FileInfo(left.File() + "-wal").Length.ShouldBeGreaterThan(0);
        await using var after = Database.Open(left.Options(), TimeProvider.System);
        await MustHaveItAsync(after);
    }
}
