using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;

namespace LuthienProxy.Storage.Stores.InMemory;

/// <summary>A transaction in memory: its row, its events and what it is found by. For who holds the store's lock.</summary>
sealed class InMemoryTransaction(OpenedColumns opened)
{
    /// <summary>The events in order.</summary>
    internal List<EventRow> Events { get; } = [];

    internal OpenedColumns Opened { get; } = opened;

    internal string? Title { get; private set; }

    internal string? Upstream { get; private set; }

    internal int? UpstreamStatus { get; private set; }

    internal bool IsIntervened { get; private set; }

    internal EndedColumns? Ended { get; private set; }

    internal string? SearchText { get; private set; }

    /// <summary>Where the record ends.</summary>
    internal RecordTip Tip => new(Events.Count, Ended is null ? RecordEnding.Open : Ended.IsRecovered ? RecordEnding.Provisional : RecordEnding.Final);

    internal void Apply(RowChange change)
    {
        if (change.Reopened is { } sequence)
            Events.RemoveAll(row => row.Sequence == sequence);
        Title = change.Title ?? Title;
        Upstream = change.Upstream ?? Upstream;
        UpstreamStatus = change.UpstreamStatus ?? UpstreamStatus;
        IsIntervened |= change.IsIntervened;
        Ended = change.ChangesEnd ? change.Ended : Ended;
        SearchText = SearchText is null ? change.SearchText : change.SearchText is null ? SearchText : $"{SearchText}\n{change.SearchText}";
    }
}
