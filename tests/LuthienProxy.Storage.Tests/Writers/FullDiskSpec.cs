using System.Runtime.Versioning;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>The spool on a real disk of its own that is full: what is acknowledged is there, what is not is counted, and it goes on when there is room.</summary>
public sealed class FullDiskSpec : WritingSpec
{
    [Fact]
    public async Task A_full_disk_must_cost_what_does_not_fit_and_nothing_that_was_acknowledged()
    {
        await using var disk = await GuardedFolder.CreateAsync("spool", size: 1 << 20);
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync(options => options with { Spool = options.Spool with { Directory = Path.Combine(disk.Path, "spool") } });
        var before = new Batches();
        (await AppendAllAsync(before.First(20))).ShouldAllBe(receipt => receipt == JournalReceipt.Spooled);

        disk.Fill();
        var during = new Batches();
        (await AppendAsync(during.Noise(64 * 1024)).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        Journal.Health.State.ShouldBe(HealthState.Unhealthy);
        Log.Ids.Count(id => id == 4010).ShouldBe(1);

        disk.Free();
        var after = new Batches();
        (await AppendAllAsync(after.First(20))).ShouldAllBe(receipt => receipt == JournalReceipt.Spooled);
        Journal.Health.State.ShouldBe(HealthState.Degraded);

        Store.FromNowOn(ScriptedStore.Writes);
        await RestartAsync();
        await MoveUntilAsync(() => Journal.IsAvailable);
        Store.RecordOf(before.Id).Count.ShouldBe(20);
        Store.RecordOf(during.Id).ShouldBeEmpty();
        Store.RecordOf(after.Id).Count.ShouldBe(20);
        await StopAsync();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_spools_files_must_be_readable_for_their_owner_only()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        await AppendAsync(new Batches().Opening()).WaitAsync(Patience);
        File.GetUnixFileMode(Directory.GetFiles(Folder).ShouldHaveSingleItem()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Files_that_a_living_process_holds_must_be_left_to_it()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        var call = new Batches();
        await AppendAsync(call.Opening()).WaitAsync(Patience);
        await using var other = new Neighbour();
        await using (var neighbour = await other.StartAsync(Options))
            neighbour.Health.SpoolRecords.ShouldBe(0);
        other.Store.Events.ShouldBe(0);
        Journal.Health.SpoolRecords.ShouldBe(1);
    }
}
