using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>A journal on a scripted database, on a clock that stands still, with a spool of its own on the real disk.</summary>
public abstract class WritingSpec : IAsyncLifetime
{
    const int MostSteps = 1000;
    const int MostRounds = 2000;

    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"luthien-spool-{Guid.NewGuid():N}");

    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    protected LogTape Log { get; } = new();

    internal ScriptedStore Store { get; } = new();

    internal JournalOptions Options { get; set; } = null!;

    internal Luthien.TestKit.TestKit Kit { get; private set; } = new();

    internal Journal Journal { get; private set; } = null!;

    internal string Folder => _folder;

    public Task InitializeAsync()
    {
        Options = new JournalOptions { Writers = 1, Spool = new SpoolOptions { Directory = _folder } };
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    internal async Task<Journal> StartAsync(Func<JournalOptions, JournalOptions>? change = null)
    {
        Options = change?.Invoke(Options) ?? Options;
        return Journal = await Journal.StartAsync(Kit.Sys, Store, Options, Log.For<Journal>());
    }

    /// <summary>The process ends without a word and another one begins on the same files.</summary>
    internal async Task<Journal> RestartAsync()
    {
        await StopAsync();
        Kit = new();
        return await StartAsync();
    }

    internal Task<JournalReceipt> AppendAsync(JournalBatch batch) => Journal.AppendAsync(batch).AsTask();

    internal async Task<JournalReceipt[]> AppendAllAsync(IEnumerable<JournalBatch> batches) => await Task.WhenAll(batches.Select(AppendAsync)).WaitAsync(Patience);

    /// <summary>Moves the clock step by step until something holds. A step is taken when nothing is at work any more, neither actors nor the journal's threads.</summary>
    internal async Task MoveUntilAsync(Func<bool> holds)
    {
        await SettleAsync();
        for (var steps = 0; !holds(); steps++)
        {
            steps.ShouldBeLessThan(MostSteps, "The condition did not come to hold.");
            Kit.Time.Advance(Step);
            await SettleAsync();
        }
    }

    /// <summary>Waits until nothing is at work; a thread that is held for good is not waited for.</summary>
    internal async Task SettleAsync()
    {
        for (var (quiet, rounds) = (0, 0); quiet < 5 && rounds < MostRounds; rounds++)
        {
            await Kit.IdleAsync();
            quiet = Journal.IsBusy ? 0 : quiet + 1;
        }
    }

    /// <summary>Ends the process without a word.</summary>
    internal async Task StopAsync()
    {
        await Kit.DisposeAsync();
        if (Journal is not null)
            await Journal.DisposeAsync();
        Journal = null!;
    }
}
