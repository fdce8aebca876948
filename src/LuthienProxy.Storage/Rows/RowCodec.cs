using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Rows;

/// <summary>
/// Between events and the rows that hold them, for one database. Remembers what it put on record there, so that the same batch comes to fewer rows once
/// others are committed; never to rows that lack something.
/// </summary>
sealed class RowCodec : IRowCodec
{
    readonly KnownContents _known;
    readonly RowEncoder _encoder;
    readonly EventAssembler _assembler;

    public RowCodec(TimeProvider time, ILoggerFactory logs, int knownContents = KnownContents.DefaultCapacity)
    {
        _known = new(knownContents);
        _encoder = new(_known, time, logs.CreateLogger<RowEncoder>());
        _assembler = new(logs.CreateLogger<EventAssembler>());
    }

    /// <inheritdoc/>
    public RowBatch Encode(JournalBatch batch) => _encoder.Encode(batch);

    /// <inheritdoc/>
    public void Committed(RowBatch rows) => _known.Confirm(rows);

    /// <inheritdoc/>
    public void Failed() => _known.Clear();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JournalEntry>> AssembleAsync(IReadOnlyList<EventRow> rows, IContentLookup lookup, CancellationToken cancellation) =>
        (await _assembler.AssembleAsync(rows, lookup, cancellation)).Entries;
}
