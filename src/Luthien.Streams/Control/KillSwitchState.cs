namespace Luthien.Streams;

/// <summary>What a kill switch was told first, and which stages hear of it.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Without a timer or a link a token source holds nothing to dispose.")]
sealed class KillSwitchState
{
    readonly Lock _gate = new();
    readonly CancellationTokenSource _flipped = new();
    HashSet<Stage>? _stages;
    Exception? _cause;

    internal CancellationToken Token => _flipped.Token;

    internal void Flip(Exception? cause)
    {
        Stage[] stages;
        lock (_gate)
        {
            if (_flipped.IsCancellationRequested)
                return;
            _cause = cause;
            stages = _stages is null ? [] : [.. _stages];
            _ = _flipped.CancelAsync();
        }

        foreach (var stage in stages)
            stage.Upstream.End(stage, cause);
    }

    /// <summary>Lets a stage hear of the flip, also of one that has been.</summary>
    internal void Add(Stage stage)
    {
        lock (_gate)
        {
            if (!_flipped.IsCancellationRequested)
            {
                (_stages ??= []).Add(stage);
                return;
            }
        }

        stage.Upstream.End(stage, _cause);
    }

    internal void Remove(Stage stage)
    {
        lock (_gate)
            _stages?.Remove(stage);
    }
}
