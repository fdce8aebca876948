namespace LuthienProxy.Simulator.Speech.Responses;

/// <summary>An event inside an output item, before it has its sequence number.</summary>
sealed record Happening(string Type, string Members, EventRole Role = EventRole.Scaffold);
