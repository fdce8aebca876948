namespace LuthienProxy.Fixtures.Gateway;

/// <summary>What a program has written so far, line by line, and a way to wait for a line. Thread-safe.</summary>
public sealed class ProgramOutput(TimeSpan patience)
{
    readonly Lock _lock = new();
    readonly List<string> _lines = [];
    readonly List<Waiter> _waiters = [];
    int _open = 2;

    /// <summary>All lines so far, standard output and standard error in order of arrival.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>The first line that fits, past or to come. Fails when the program ends without it, or after the patience.</summary>
    public async Task<string> LineAsync(Func<string, bool> fits)
    {
        var waiter = new Waiter(fits);
        lock (_lock)
        {
            if (_lines.Find(line => fits(line)) is { } line)
                return line;
            if (_open == 0)
                throw Ended();
            _waiters.Add(waiter);
        }
        try
        {
            return await waiter.Found.Task.WaitAsync(patience);
        }
        catch (TimeoutException cause)
        {
            throw new TimeoutException($"The line did not come within {patience}.\n{this}", cause);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines);

    /// <summary>Takes a line; null is the end of one of the two streams.</summary>
    internal void Add(string? line)
    {
        lock (_lock)
        {
            if (line is null)
                EndOfOne();
            else
                TakeLine(line);
        }
    }

    void TakeLine(string line)
    {
        _lines.Add(line);
        foreach (var waiter in _waiters.FindAll(waiter => waiter.Fits(line)))
            waiter.Found.TrySetResult(line);
    }

    void EndOfOne()
    {
        if (--_open > 0)
            return;
        foreach (var waiter in _waiters)
            waiter.Found.TrySetException(Ended());
    }

    InvalidOperationException Ended() => new($"The program has ended without the line.\n{string.Join('\n', _lines)}");

    sealed record Waiter(Func<string, bool> Fits)
    {
        public TaskCompletionSource<string> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
