namespace Luthien.Streams;

/// <summary>One kill switch for any number of places and runs.</summary>
public sealed class SharedKillSwitch : IKillSwitch
{
    readonly KillSwitchState _state = new();

    internal SharedKillSwitch(string name) => Name = name;

    /// <summary>What it was called when made.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public CancellationToken Token => _state.Token;

    /// <summary>A flow that passes everything on until the switch is flipped. Once it is, new runs end at once.</summary>
    public Flow<T, T, SharedKillSwitch> Flow<T>() => Streams.Flow.FromStage<T, T, SharedKillSwitch>(() => (new KillSwitchStage<T>(_state), this));

    /// <inheritdoc/>
    public void Shutdown() => _state.Flip(cause: null);

    /// <inheritdoc/>
    public void Abort(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        _state.Flip(cause);
    }
}
