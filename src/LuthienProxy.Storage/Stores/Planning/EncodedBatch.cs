using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>A batch and the rows that it comes to when none of it is on record.</summary>
sealed record EncodedBatch(JournalBatch Batch, RowBatch Rows);
