using System.Text;
using ClaimsWatch.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return App.Run(args, Console.Out, Console.Error, Environment.GetEnvironmentVariable);
