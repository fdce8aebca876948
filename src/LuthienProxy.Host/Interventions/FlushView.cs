namespace LuthienProxy.Host.Interventions;

/// <summary>What became of what waited for the journal.</summary>
/// <param name="IsComplete">Whether all that waited when it was asked for is durable: in the database, or fsynced on the spool.</param>
/// <param name="TookMs">How long that took, or was waited for.</param>
/// <param name="Waiting">Batches that wait now; some may have come later.</param>
/// <param name="SpoolRecords">Batches on the spool, which the database has yet to get.</param>
sealed record FlushView(bool IsComplete, double TookMs, int Waiting, long SpoolRecords);
