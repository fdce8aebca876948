using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Spool;

/// <summary>What is drained in one commit.</summary>
/// <param name="Batches">The oldest batches of the spool, in order.</param>
/// <param name="File">Where they lie; null when the spool is empty.</param>
/// <param name="End">Where they end there.</param>
/// <param name="Records">How many records they were; fewer batches than these when some could not be read.</param>
/// <param name="IsEnd">Whether nothing comes behind them.</param>
sealed record SpoolChunk(IReadOnlyList<JournalBatch> Batches, SpoolFile? File, long End, int Records, bool IsEnd);
