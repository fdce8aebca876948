namespace LuthienProxy.LoadTest.Soaking;

/// <summary>The target at rest.</summary>
/// <param name="Calls">Calls so far, pages included.</param>
/// <param name="Deltas">Deltas so far.</param>
/// <param name="LiveBytes">Bytes of the managed heap that survived a full collection.</param>
/// <param name="WorkingSet">Bytes in memory.</param>
/// <param name="Handles">Open descriptors.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Actors">Actors.</param>
sealed record SoakSample(long Calls, long Deltas, long LiveBytes, long WorkingSet, int Handles, int Threads, int Actors);
