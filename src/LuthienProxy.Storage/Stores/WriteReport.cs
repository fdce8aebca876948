using System.Collections.Immutable;

namespace LuthienProxy.Storage.Stores;

/// <summary>What became of a committed write. Immutable.</summary>
/// <param name="Written">How many events it put on record.</param>
/// <param name="Repeated">How many were on record already.</param>
/// <param name="Refused">The batches of which nothing was written, in the order they were handed over.</param>
public sealed record WriteReport(int Written, int Repeated, ImmutableArray<RefusedBatch> Refused);
