namespace LuthienProxy.Benchmarks.Compare.Load;

/// <summary>What a load got back. Thread-safe.</summary>
sealed class LoadTally
{
    long _bodyBytes;
    int _completed;
    int _corrupt;
    string? _firstFailure;

    /// <summary>Bytes of bodies, all of them as expected.</summary>
    public long BodyBytes => Volatile.Read(ref _bodyBytes);

    /// <summary>Answers that were whole and as expected.</summary>
    public int Completed => Volatile.Read(ref _completed);

    /// <summary>Answers that were not.</summary>
    public int Corrupt => Volatile.Read(ref _corrupt);

    /// <summary>What was wrong with the first of them.</summary>
    public string? FirstFailure => Volatile.Read(ref _firstFailure);

    public void Add(int bodyBytes) => Interlocked.Add(ref _bodyBytes, bodyBytes);

    public void Complete() => Interlocked.Increment(ref _completed);

    public void Fail(string why)
    {
        Interlocked.Increment(ref _corrupt);
        Interlocked.CompareExchange(ref _firstFailure, why, null);
    }

    /// <summary>A figure counts only if every answer was right.</summary>
    public T Sound<T>(T figure) => Corrupt == 0 ? figure : throw new InvalidOperationException($"{Corrupt} answers were not as expected. The first: {FirstFailure}");
}
