using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Stores;

/// <summary>Between events and the rows that hold them. Thread-safe.</summary>
interface IRowCodec
{
    /// <summary>The rows of a batch of which nothing is on record; contents and items that were <see cref="Committed"/> before may be left out.</summary>
    RowBatch Encode(JournalBatch batch);

    /// <summary>All rows of a batch are on record.</summary>
    void Committed(RowBatch rows);

    /// <summary>A write failed: what was committed before may not be there any more.</summary>
    void Failed();

    /// <summary>The events of rows, in their order.</summary>
    ValueTask<IReadOnlyList<JournalEntry>> AssembleAsync(IReadOnlyList<EventRow> rows, IContentLookup lookup, CancellationToken cancellation);
}
