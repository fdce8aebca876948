namespace Luthien.Streams.Supervision;

/// <summary>What becomes of a stage whose code threw.</summary>
public enum Directive
{
    /// <summary>The stream fails: downstream hears of the failure, upstream is cancelled. The default.</summary>
    Stop,

    /// <summary>The element is dropped and the stage goes on with its state.</summary>
    Resume,

    /// <summary>The element is dropped and the stage goes on with its initial state.</summary>
    Restart,
}
