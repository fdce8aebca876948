using System.Runtime.Versioning;

// File modes, sockets and signals are what these tests look at.
[assembly: SupportedOSPlatform("linux")]
[assembly: SupportedOSPlatform("macos")]
