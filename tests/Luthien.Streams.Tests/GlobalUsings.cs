global using System.Diagnostics;
global using Luthien.TestKit;
global using Luthien.TestKit.Streams;
