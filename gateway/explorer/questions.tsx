import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type OperationDefinitionNode, parse } from 'graphql';
import type { ExampleOperation } from '../src/operations.ts';
import { page } from './page-data.ts';

interface Editor {
  getModel(): { getFullModelRange(): object } | null;
  executeEdits(source: string, edits: { range: object; text: string }[]): boolean;
  pushUndoStop(): boolean;
}

/** The variables of a question as they stand in the editor. */
export const variablesText = ({ variables }: ExampleOperation): string =>
  JSON.stringify(variables, null, 2);

/** Replaces a text so that undo brings the old one back. */
function replaceText(editor: Editor | undefined, text: string): void {
  const range = editor?.getModel()?.getFullModelRange();
  if (!editor || !range) return;
  editor.pushUndoStop();
  editor.executeEdits('questions', [{ range, text }]);
  editor.pushUndoStop();
}

function Questions() {
  const queryEditor = useGraphiQL((state) => state.queryEditor) as Editor | undefined;
  const variableEditor = useGraphiQL((state) => state.variableEditor) as Editor | undefined;
  const shown = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  const { setOperationFacts } = useGraphiQLActions();

  const pick = (example: ExampleOperation) => {
    replaceText(queryEditor, example.document);
    replaceText(variableEditor, variablesText(example));
    // GraphiQL reads the document 0.1 s after an edit; a run before that would name the old operation.
    setOperationFacts(facts(example.document));
  };

  return (
    <>
      <h2>Questions</h2>
      <ul className="questions">
        {page.examples.map((example) => (
          <li key={example.name}>
            <button
              type="button"
              disabled={!queryEditor || !variableEditor}
              aria-current={example.document === shown}
              onClick={() => pick(example)}
            >
              <small>{example.name.split('-', 1)[0]}</small>
              {example.title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function facts(document: string) {
  const documentAST = parse(document);
  const operations = documentAST.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === 'OperationDefinition',
  );
  const operationName = operations[0]?.name?.value;
  return { documentAST, operations, ...(operationName && { operationName }) };
}

function QuestionsIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d="M9 9a3 3 0 1 1 4 3c-.7.3-1 .8-1 1.5v.5M12 17.5v.01" strokeLinecap="round" />
    </svg>
  );
}

/** The list of example operations beside the editor; a click brings one into it. */
export const questionsPlugin: GraphiQLPlugin = {
  title: 'Questions',
  icon: QuestionsIcon,
  content: Questions,
};
