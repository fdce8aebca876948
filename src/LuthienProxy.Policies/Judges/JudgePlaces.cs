namespace LuthienProxy.Policies.Judges;

/// <summary>How many questions of one answer are under way. Thread-safe.</summary>
sealed class JudgePlaces
{
    SemaphoreSlim? _places;

    public SemaphoreSlim Of(int count) =>
        Volatile.Read(ref _places) ?? Interlocked.CompareExchange(ref _places, new(count), null) ?? _places;
}
