namespace LuthienProxy.Host.Interventions;

/// <summary>What an actor fails with when an administrator kills it: a failure like any other, so that its supervisor starts it anew.</summary>
sealed class KilledByAdministratorException() : Exception("An administrator killed this actor.");
