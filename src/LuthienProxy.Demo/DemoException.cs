namespace LuthienProxy.Demo;

/// <summary>The demo cannot be shown; the message says why, for people.</summary>
sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
