namespace Luthien.Streams.Supervision;

/// <summary>Decides what becomes of a stage whose code threw. Called on the stream's turn; must not throw.</summary>
/// <param name="cause">What was thrown.</param>
public delegate Directive Decider(Exception cause);
