namespace Luthien.Actors;

/// <summary>What a cell sends to itself (ticks, notices): never a dead letter.</summary>
interface IOwnNotice : IAutoReceived;
