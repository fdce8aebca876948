using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>What one write does to a row of <c>transactions</c>: the changes of its batches, folded. What is null stays as it is.</summary>
sealed class RowChange(TransactionId transaction)
{
    /// <summary>The transaction.</summary>
    internal TransactionId TransactionId { get; } = transaction;

    /// <summary>The row's beginning, where a batch of this write opens it.</summary>
    internal OpenedColumns? Opened { get; private set; }

    internal string? Title { get; private set; }

    internal string? Upstream { get; private set; }

    internal int? UpstreamStatus { get; private set; }

    internal bool IsIntervened { get; private set; }

    /// <summary>The call's end; null while it runs.</summary>
    internal EndedColumns? Ended { get; private set; }

    /// <summary>The number of the provisional ending that goes; null: none does.</summary>
    internal int? Reopened { get; private set; }

    /// <summary>Whether the columns of the end are to be written: set, or cleared where a provisional ending went and none has come.</summary>
    internal bool ChangesEnd => Ended is not null || Reopened is not null;

    internal int LastSequence { get; private set; }

    /// <summary>What search finds the call by in addition.</summary>
    internal string? SearchText { get; private set; }

    /// <summary>Takes the ending away.</summary>
    internal void Reopen(int sequence)
    {
        Ended = null;
        Reopened = sequence;
    }

    internal void Add(TransactionChange change, string? searchText)
    {
        Opened ??= change.Opened;
        Title = change.Title ?? Title;
        Upstream = change.Upstream ?? Upstream;
        UpstreamStatus = change.UpstreamStatus ?? UpstreamStatus;
        IsIntervened |= change.IsIntervened;
        Ended = change.Ended ?? Ended;
        LastSequence = Math.Max(LastSequence, change.LastSequence);
        SearchText = SearchText is null ? searchText : searchText is null ? SearchText : $"{SearchText}\n{searchText}";
    }
}
