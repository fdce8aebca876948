namespace LuthienProxy.Host.Settings;

/// <summary>The setting is a credential: its value is shown nowhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class SecretAttribute : Attribute;
