namespace LuthienProxy.Simulator;

/// <summary>One cell of the matrix faults × formats × streaming or not.</summary>
public sealed record FaultCell(FaultDescription Fault, SimulatorApi Api, bool Streaming, bool Applies);
