using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;

namespace LuthienProxy.Storage.Writers;

/// <summary>What a writer has in its hands. Outlives the writer's incarnations, so that a crash loses nothing of it; for the writer's own turn only.</summary>
sealed class WriterWork(JournalOptions options, GroupCommit commit, JournalMonitor monitor, CancellationToken hurry)
{
    readonly CancellationToken _hurry = hurry;
    List<Append> _collected = [];
    long _bytes;

    /// <summary>The commit under way; null when there is none.</summary>
    public Task? InFlight { get; private set; }

    public bool IsFull => _collected.Count >= options.BatchCount || _bytes >= options.BatchBytes;

    public bool IsEmpty => _collected.Count == 0;

    /// <summary>How often the writer has crashed in a row, and when last.</summary>
    public int Crashes { get; set; }

    public long CrashedAt { get; set; }

    public void Collect(Append append)
    {
        _bytes += BatchSize.Of(append.Batch);
        _collected.Add(append);
        append.IsCollected = true;
    }

    /// <summary>Begins to commit what was collected meanwhile. The commit before must have ended.</summary>
    public Task Begin()
    {
        var group = _collected;
        (_collected, _bytes) = ([], 0);
        return InFlight = commit.RunAsync(group, _hurry);
    }

    /// <summary>Gives up what is collected; a commit under way goes on and answers for itself.</summary>
    public void Abandon()
    {
        foreach (var append in _collected)
            Lose(append, DropCause.Stopped);
        _collected = [];
    }

    /// <summary>Tells the caller of an append that it is lost.</summary>
    public void Lose(Append append, DropCause cause)
    {
        if (append.Reply(JournalReceipt.Lost))
            monitor.Dropped(cause, append.Batch);
    }

    /// <summary>Forgets the commit if it has ended. Throws what it failed with, once.</summary>
    public void Settle()
    {
        if (InFlight is not { IsCompleted: true } ended)
            return;
        InFlight = null;
        ended.GetAwaiter().GetResult();
    }
}
