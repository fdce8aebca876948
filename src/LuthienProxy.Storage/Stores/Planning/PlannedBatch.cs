using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>What is to be written of a batch.</summary>
/// <param name="Index">Its place among those handed over.</param>
/// <param name="Fresh">The events of it that are not on record yet: the batch itself, or its end.</param>
/// <param name="IsReplacing">Whether the first of them takes the place of a provisional ending.</param>
sealed record PlannedBatch(int Index, JournalBatch Fresh, bool IsReplacing);
