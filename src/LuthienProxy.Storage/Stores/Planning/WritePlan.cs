using System.Collections.Immutable;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>What is to be done about the batches of one write. Immutable.</summary>
/// <param name="Batches">Those with something to write, in the order they came.</param>
/// <param name="Repeated">How many of the events are on record already.</param>
/// <param name="Refused">Those of which nothing may be written.</param>
sealed record WritePlan(ImmutableArray<PlannedBatch> Batches, int Repeated, ImmutableArray<RefusedBatch> Refused);
