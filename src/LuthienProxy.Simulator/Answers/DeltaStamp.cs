namespace LuthienProxy.Simulator;

/// <summary>Writes the text of one delta of one call while it leaves, so that it can say when that was.</summary>
/// <param name="delta">The delta's number, from 0.</param>
/// <param name="text">The delta's whole text, to be filled with ASCII that JSON need not escape. A format that repeats an answer's text at its end asks for it again, and must get the same.</param>
public delegate void DeltaStamp(int delta, Span<byte> text);
