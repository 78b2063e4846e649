import ArgumentParser
@main struct J: ParsableCommand { func run() {} }
